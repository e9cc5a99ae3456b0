/* What is typed in a long form is kept on the server until it is saved, and offered again above the form: after a
   reload, an expired session, on another computer. What the server has not confirmed yet is kept in this tab, so a lost
   connection loses nothing either. Nothing is put into a form unasked.

   Every form of the page's content with a text area takes part, known by its address and `data-draf`, its id or its
   hidden fields. instansi/views/draf.py keeps drafts, DrafMiddleware ends them when a form is saved. */
(function () {
  "use strict";

  const contoh = document.getElementById("draf");
  if (!contoh) return;

  const { alamat, masuk, keluar, orang } = contoh.dataset;
  const AWALAN = "draf:";
  const JEDA = 1200; // milliseconds without a key before it is sent
  const ULANG = 10000; // milliseconds before another try, when the server could not be reached
  const BUKAN_ISI = /^(csrfmiddlewaretoken|draf|(pilih|tersimpan)-.*)$/; // the last two: the choices of a conflict
  const BUKAN_SEBUTAN = ["csrfmiddlewaretoken", "draf", "versi", "kembali", "dari"];
  const dikenal = new WeakMap(); // form → {tunggu, sedang, berubah}: timer, request under way, typed since
  const dikirim = new Set(); // forms that were sent and whose answer has not come
  let tersimpan = null; // promise of what the server keeps for forms under this address: key → {isi, waktu, jam}

  /* ---- Forms ---- */

  const ikut = (satu) => satu.method === "post" && satu.matches("main form") && satu.querySelector("textarea");
  const semua = () => [...document.querySelectorAll("main form")].filter(ikut);
  /* What tells a form from others sent to the same address: its own word, its id, or what it carries unseen. */
  const sebutan = (satu) => satu.dataset.draf || satu.id || [...satu.querySelectorAll("input[type=hidden]")]
    .filter((el) => !BUKAN_SEBUTAN.includes(el.name)).map((el) => el.value).join(",");
  const kunci = (satu) => `${new URL(satu.getAttribute("action") || "", location.href).pathname}#${sebutan(satu)}`.slice(0, 300);

  /* What a form holds, as lists by name. */
  function isi(satu) {
    const hasil = {};
    for (const [nama, nilai] of new FormData(satu)) {
      if (typeof nilai === "string" && !BUKAN_ISI.test(nama)) (hasil[nama] ||= []).push(nilai);
    }
    return hasil;
  }

  const bidang = (satu) => [...satu.elements].filter((el) => el.name && !BUKAN_ISI.test(el.name) && !["hidden", "submit", "button", "file", "password"].includes(el.type) && el.type !== "fieldset");
  const senama = (satu, el) => bidang(satu).filter((lain) => lain.name === el.name);
  const rapi = (nilai) => (nilai || []).map((teks) => teks.replace(/\r\n/g, "\n")).join("\u0001");

  /* The fields of a form that differ from a draft. */
  function beda(satu, draf) {
    const kini = isi(satu);
    return bidang(satu).filter((el) => rapi(kini[el.name]) !== rapi(draf[el.name]));
  }

  /* Put a draft into the form. Its version too: if the row has changed since, saving shows both texts. */
  function isikan(satu, draf) {
    const lain = beda(satu, draf);
    for (const el of lain) {
      const nilai = draf[el.name] || [];
      if (el.type === "checkbox" || el.type === "radio") el.checked = nilai.includes(el.value);
      else if (el.options) [...el.options].forEach((pilihan) => { pilihan.selected = nilai.includes(pilihan.value); });
      else el.value = nilai[senama(satu, el).indexOf(el)] ?? "";
    }
    const versi = satu.querySelector("input[type=hidden][name=versi]");
    if (versi && draf.versi) versi.value = draf.versi[0];
    lain[0]?.focus();
    lain[0]?.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /* ---- This tab ---- */

  const setempat = {
    nama: (kata) => `${AWALAN}${orang}:${kata}`,
    baca: (kata) => JSON.parse(sessionStorage.getItem(setempat.nama(kata)) || "null"),
    tulis: (kata, nilai) => sessionStorage.setItem(setempat.nama(kata), JSON.stringify(nilai)),
    hapus: (kata) => sessionStorage.removeItem(setempat.nama(kata)),
    semua: () => Object.keys(sessionStorage).filter((nama) => nama.startsWith(AWALAN)),
  };

  const masukLagi = () => document.referrer && new URL(document.referrer).pathname === masuk;

  /* What was sent from another page has been answered by this one; unless the answer was to sign in again. Another
     person's texts are no business of this one's. */
  function bersihkan() {
    const disini = new Set(semua().map((satu) => setempat.nama(kunci(satu))));
    for (const nama of setempat.semua()) {
      const draf = JSON.parse(sessionStorage.getItem(nama));
      if (!nama.startsWith(setempat.nama(""))) sessionStorage.removeItem(nama);
      else if (draf.dikirim && masukLagi()) sessionStorage.setItem(nama, JSON.stringify({ ...draf, dikirim: false }));
      else if (draf.dikirim && !disini.has(nama)) sessionStorage.removeItem(nama);
    }
  }

  /* ---- The server ---- */

  function tanda() {
    const kue = document.cookie.match(/(?:^|; )(?:__Host-)?csrftoken=([^;]*)/);
    return kue ? kue[1] : document.querySelector("[name=csrfmiddlewaretoken]").value;
  }

  const minta = (nilai, lain) => fetch(alamat, { method: "POST", body: new URLSearchParams(nilai), headers: { "X-CSRFToken": tanda() }, redirect: "manual", ...lain });

  function muat() {
    const awalan = location.pathname.split("/").slice(0, 3).join("/");
    tersimpan ||= fetch(`${alamat}?${new URLSearchParams({ awalan })}`, { redirect: "error" })
      .then((jawaban) => (jawaban.ok ? jawaban.json() : {})).catch(() => ({}));
    return tersimpan;
  }

  /* Keep what is typed now. Whatever comes back, the form stays as it is and says where its text is. */
  async function simpan(satu) {
    const keadaan = dikenal.get(satu);
    clearTimeout(keadaan.tunggu);
    if (keadaan.sedang || !keadaan.berubah || !satu.isConnected || dikirim.has(satu)) return;
    const [kata, kini] = [kunci(satu), isi(satu)];
    keadaan.berubah = false;
    keadaan.sedang = new AbortController();
    let ulang = false;
    try {
      const jawaban = await minta({ kunci: kata, isi: JSON.stringify(kini) }, { signal: keadaan.sedang.signal, keepalive: true });
      if (jawaban.ok) {
        const { jam, waktu } = await jawaban.json();
        (await muat())[kata] = { isi: kini, jam, waktu };
        if (!keadaan.berubah) setempat.hapus(kata);
        kabari(satu, `Tersimpan ${jam} sebagai draf. Tekan Simpan bila sudah selesai.`);
      } else if (jawaban.status === 422) {
        kabari(satu, (await jawaban.json()).pesan);
      } else {
        ulang = true;
        const keluarSesi = jawaban.type === "opaqueredirect" || jawaban.status === 403;
        if (keluarSesi) kabari(satu, "Sesi Anda berakhir. Tulisan Anda masih ada di halaman ini.", "Masuk lagi di tab baru");
        else kabari(satu, "Draf belum tersimpan; dicoba lagi sebentar lagi. Tulisan Anda masih ada di halaman ini.");
      }
    } catch (galat) {
      ulang = galat.name !== "AbortError";
      if (ulang) kabari(satu, "Sambungan terputus. Tulisan Anda masih ada di halaman ini, dan disimpan begitu tersambung lagi.");
    }
    keadaan.sedang = null;
    if (ulang) keadaan.berubah = true;
    if (keadaan.berubah) keadaan.tunggu = setTimeout(simpan, ulang ? ULANG : JEDA, satu);
  }

  /* ---- What people see ---- */

  function kabari(satu, teks, tautan) {
    let tempat = satu.querySelector(":scope > .draf");
    if (!tempat) {
      tempat = document.createElement("p");
      tempat.className = "draf kecil redup";
      tempat.setAttribute("role", "status");
      satu.append(tempat);
    }
    tempat.textContent = teks;
    if (!tautan) return;
    const a = document.createElement("a");
    Object.assign(a, { href: masuk, target: "_blank", className: "govuk-link", textContent: tautan });
    tempat.append(" ", a);
  }

  const jamSetempat = (waktu) => new Date(waktu).toLocaleTimeString("id", { hour: "2-digit", minute: "2-digit" }).replace(":", ".");

  /* Above the form: what was typed before and is not in it now, to be taken or thrown away. */
  async function tawarkan(satu) {
    const kata = kunci(satu);
    const lokal = setempat.baca(kata);
    if (lokal?.dikirim) {
      setempat.hapus(kata);
      if (!beda(satu, lokal.isi).length) ubah(satu); // it was refused: the form shows what was sent
      return;
    }
    const jauh = (await muat())[kata];
    const draf = lokal && (!jauh || lokal.waktu > jauh.waktu) ? { ...lokal, jam: jamSetempat(lokal.waktu) } : jauh;
    if (!draf || !satu.isConnected || dikenal.get(satu).disentuh) return;
    if (!beda(satu, draf.isi).length) return;
    const kotak = contoh.content.firstElementChild.cloneNode(true);
    kotak.querySelector("[data-draf=jam]").textContent = draf.jam;
    const versi = satu.querySelector("input[type=hidden][name=versi]");
    kotak.querySelector("[data-draf=berubah]").hidden = !versi || !draf.isi.versi || draf.isi.versi[0] === versi.value;
    kotak.querySelector("[data-draf=pakai]").addEventListener("click", () => {
      kotak.remove();
      isikan(satu, draf.isi);
    });
    kotak.querySelector("[data-draf=buang]").addEventListener("click", async () => {
      kotak.remove();
      setempat.hapus(kata);
      delete (await muat())[kata];
      minta({ kunci: kata, buang: 1 }, { keepalive: true }).catch(() => {});
    });
    const lipatan = satu.closest("details");
    if (lipatan) lipatan.open = true;
    satu.before(kotak);
  }

  function ubah(satu) {
    const keadaan = dikenal.get(satu);
    keadaan.berubah = true;
    setempat.tulis(kunci(satu), { waktu: Date.now(), isi: isi(satu) });
    clearTimeout(keadaan.tunggu);
    keadaan.tunggu = setTimeout(simpan, JEDA, satu);
  }

  /* ---- Listening ---- */

  function kenali() {
    for (const satu of dikirim) if (!satu.isConnected) dijawab(satu);
    for (const satu of semua().filter((lain) => !dikenal.has(lain))) {
      dikenal.set(satu, {});
      tawarkan(satu);
    }
  }

  /* A form that is gone from the page was answered: saved, or replaced by the same form with what was typed. */
  async function dijawab(satu) {
    dikirim.delete(satu);
    setempat.hapus(kunci(satu));
    delete (await muat())[kunci(satu)];
  }

  document.addEventListener("input", (acara) => {
    const satu = acara.target.form;
    if (!satu || !dikenal.has(satu)) return;
    dikenal.get(satu).disentuh = true;
    dikirim.delete(satu);
    ubah(satu);
  });

  document.addEventListener("focusout", (acara) => {
    const satu = acara.target.form;
    if (satu && dikenal.has(satu)) setTimeout(simpan, 0, satu); // not while a button is being pressed
  });

  document.addEventListener("submit", (acara) => {
    const satu = acara.target;
    if (satu.getAttribute("action") === keluar) setempat.semua().forEach((nama) => sessionStorage.removeItem(nama));
    if (!dikenal.has(satu)) return;
    const keadaan = dikenal.get(satu);
    clearTimeout(keadaan.tunggu);
    keadaan.sedang?.abort();
    dikirim.add(satu);
    const sandi = satu.elements.csrfmiddlewaretoken;
    if (sandi) sandi.value = tanda(); // signing in again in another tab has changed the one printed in the page
    if (setempat.baca(kunci(satu)) || keadaan.disentuh) {
      const draf = { waktu: Date.now(), isi: isi(satu), dikirim: true };
      setempat.tulis(kunci(satu), draf);
      // Sent by the quick editor: the page stays, and `dijawab` will know.
      setTimeout(() => acara.defaultPrevented && satu.isConnected && setempat.tulis(kunci(satu), { ...draf, dikirim: false }), 0);
    }
    if (satu.elements.draf) return;
    const tersembunyi = document.createElement("input");
    Object.assign(tersembunyi, { type: "hidden", name: "draf", value: kunci(satu) });
    satu.append(tersembunyi);
  }, true);

  const pulang = () => semua().filter((satu) => dikenal.has(satu)).forEach(simpan);
  window.addEventListener("online", pulang);
  document.addEventListener("visibilitychange", pulang);
  document.body.addEventListener("htmx:afterSwap", () => setTimeout(kenali, 0));
  bersihkan();
  kenali();
})();
