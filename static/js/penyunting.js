/* The quick way on Tahap 3. Buttons, links and forms of the table work without this file; here their answers are put
   into the page that stands instead of loading a new one. One request at a time, in the order things were pressed.

   The server answers with <template data-baris>: one open row, or the table body, in which a row that is already here
   is an empty placeholder (pohon/views/cepat.py). Rows that have not changed are not touched: scrolling, focus and
   what is being typed in an open row stay. Other files of the editor use `window.penyunting`. */
(function () {
  "use strict";

  const wadah = document.getElementById("penyunting");
  if (!wadah || !window.htmx) return;

  const { umumkan, keFormulir, awasi } = window.cepat;

  const PALING_PANJANG = 6000; // of the header that names the rows shown; servers refuse longer ones: then all are sent
  const tertutup = new Map(); // id of an open row → the closed row that stood in its place
  const pendengar = [];
  let antrean = Promise.resolve();
  let sedang = null; // the request that is being answered: {asal, fokus}
  let sesudahTukar = null;

  const isi = () => document.getElementById("pohon-isi");
  const semua = () => [...isi().rows];
  const terbuka = () => isi().querySelector("tr[data-terbuka]");
  const kedalaman = (baris) => Number(/kedalaman-(\d)/.exec(baris.className)?.[1] || 0);

  /* The rows below a row, as they stand in the table. */
  function turunan(baris) {
    const hasil = [];
    for (let satu = baris.nextElementSibling; satu && kedalaman(satu) > kedalaman(baris); satu = satu.nextElementSibling) {
      hasil.push(satu);
    }
    return hasil;
  }

  function berisi(baris) {
    return [...baris.querySelectorAll("textarea, input[type=text]")].some((satu) => satu.value !== satu.defaultValue)
      || [...baris.querySelectorAll("input[type=checkbox], input[type=radio]")].some((satu) => satu.checked !== satu.defaultChecked)
      || [...baris.querySelectorAll("option")].some((satu) => satu.selected !== satu.defaultSelected && !satu.parentElement.disabled && satu.defaultSelected);
  }

  /* ---- Asking the server ---- */

  /* Send a request after those before it; `asal` is the open row it comes from, `fokus` the row to go to afterwards. */
  function kirim(cara, alamat, nilai, { asal = null, fokus = "" } = {}) {
    antrean = antrean.then(() => {
      const tampak = semua().map((satu) => satu.dataset.sidik).filter(Boolean).join(" ");
      sedang = { asal, fokus };
      wadah.setAttribute("aria-busy", "true");
      if (nilai instanceof FormData && nilai.has("csrfmiddlewaretoken")) nilai.set("csrfmiddlewaretoken", tanda());
      return htmx.ajax(cara, alamat, {
        source: wadah,
        target: "#pohon-isi",
        swap: "baris",
        values: nilai,
        headers: tampak.length < PALING_PANJANG ? { "X-Tampak": tampak } : {},
      });
    }).catch(() => {}).finally(() => wadah.removeAttribute("aria-busy"));
    return antrean;
  }

  /* The token as it is now: signing in again in another tab has changed the one printed in the page. */
  function tanda() {
    const kue = document.cookie.match(/(?:^|; )(?:__Host-)?csrftoken=([^;]*)/);
    return kue ? kue[1] : document.querySelector("#aksi [name=csrfmiddlewaretoken]").value;
  }

  function kirimFormulir(formulir, tombol) {
    const nilai = new FormData(formulir, tombol && tombol.form === formulir ? tombol : null);
    const alamat = (tombol && tombol.getAttribute("formaction")) || formulir.getAttribute("action");
    return kirim("POST", alamat, nilai, { asal: formulir.closest("tr[data-terbuka]") });
  }

  /* Open a row as a form. Another open row is saved first when something was typed in it, as leaving a cell does. */
  async function buka(alamat) {
    const lain = terbuka();
    const baru = new URL(alamat, location.href).searchParams.has("tambah");
    let tulisan = "";
    if (lain && lain.id === "simpul-baru" && baru) {
      tulisan = lain.querySelector("[name=pernyataan]")?.value || "";
    } else if (lain && berisi(lain) && lain.dataset.terbuka !== "pindah") {
      await kirimFormulir(lain.querySelector("form"), null);
      if (terbuka()) return;
    }
    await kirim("GET", alamat.split("#")[0], null);
    const kolom = tulisan && terbuka()?.querySelector("[name=pernyataan]");
    if (kolom) kolom.value = tulisan;
  }

  /* Put the closed row back, or remove the form of a new one; without a request. */
  function tutup(baris) {
    const pengganti = tertutup.get(baris.id);
    const tempat = document.getElementById(`simpul-${baris.dataset.tempat}`);
    const diFokus = baris.contains(document.activeElement);
    tertutup.delete(baris.id);
    if (pengganti) baris.replaceWith(pengganti);
    else baris.remove();
    selesai();
    if (diFokus) keBaris(pengganti || tempat || semua()[0]);
  }

  /* ---- Putting answers into the page ---- */

  htmx.defineExtension("baris", {
    isInlineSwap: (gaya) => gaya === "baris",
    handleSwap(gaya, sasaran, potongan) {
      const jawaban = potongan.querySelector("template[data-baris]");
      if (!jawaban) return false;
      const semula = tandaiTempat();
      const tabel = jawaban.content.querySelector("tbody");
      if (tabel) tukarTabel(tabel);
      else bukaBaris(jawaban.content.querySelector("tr"));
      selesai();
      sesudahTukar = () => kembalikanFokus(semula, jawaban.dataset.fokus || "", !tabel);
      return true;
    },
  });

  // Only now: htmx itself looks for the focus before it tells that it is done.
  wadah.addEventListener("htmx:afterSwap", () => {
    if (sesudahTukar) sesudahTukar();
    sesudahTukar = null;
    umumkan();
  });

  function bukaBaris(baru) {
    const lama = terbuka();
    if (lama && lama.id !== baru.id) tutup(lama);
    const kini = document.getElementById(baru.id);
    if (!kini) return sisipkan(baru);
    if (!kini.dataset.terbuka) tertutup.set(baru.id, kini);
    if (baru.id === "simpul-baru" && kini.dataset.tempat !== baru.dataset.tempat) {
      kini.remove();
      return sisipkan(baru);
    }
    kini.replaceWith(baru);
  }

  /* Place the form of a new row below the branch it names. */
  function sisipkan(baru) {
    const tempat = document.getElementById(`simpul-${baru.dataset.tempat}`);
    if (!tempat) return isi().append(baru);
    [tempat, ...turunan(tempat)].at(-1).after(baru);
  }

  function tukarTabel(tabel) {
    const kini = new Map(semua().map((satu) => [satu.id, satu]));
    const buka = terbuka();
    const disimpan = sedang && sedang.asal && sedang.asal.id; // its request has been answered: it closes
    const urut = [...tabel.rows].map((satu) => {
      const lama = kini.get(satu.id);
      if (satu.dataset.terbuka) return satu;
      const dibiarkan = lama && lama === buka && satu.id !== disimpan;
      if (dibiarkan && !satu.hasAttribute("data-tetap")) tertutup.set(satu.id, satu);
      return dibiarkan || satu.hasAttribute("data-tetap") ? lama : satu;
    });
    if (!urut.every(Boolean)) return location.reload();
    let kursor = isi().firstElementChild;
    for (const satu of urut) {
      if (satu === kursor) kursor = kursor.nextElementSibling;
      else isi().insertBefore(satu, kursor);
    }
    const tinggal = [];
    while (kursor) {
      const berikut = kursor.nextElementSibling;
      if (kursor === buka && kursor.id === "simpul-baru" && kursor.id !== disimpan && !isi().querySelector("tr[data-terbuka]:not(#simpul-baru)")) tinggal.push(kursor);
      kursor.remove();
      kursor = berikut;
    }
    tinggal.forEach(sisipkan);
    if (disimpan) tertutup.delete(disimpan);
  }

  /* ---- Focus ---- */

  /* Remember where the focus is: row, its number, and which of its buttons. */
  function tandaiTempat() {
    const elemen = document.activeElement;
    const baris = elemen && elemen.closest && elemen.closest("#pohon-isi > tr");
    return {
      elemen,
      id: baris ? baris.id : "",
      nomor: baris ? semua().indexOf(baris) : -1,
      tombol: baris ? [...baris.querySelectorAll(".aksi-baris > *")].indexOf(elemen) : -1,
    };
  }

  function kembalikanFokus(tempat, fokus, baruDibuka) {
    const buka = terbuka();
    const atas = document.querySelector("#atas [autofocus]");
    if (buka && (baruDibuka || fokus === "baru")) return keFormulir(buka);
    if (atas) return atas.focus();
    const tujuan = sedang && sedang.fokus ? sedang.fokus : fokus && `simpul-${fokus}`;
    if (buka && buka.contains(tempat.elemen)) return tempat.elemen.focus({ preventScroll: true });
    const baris = document.getElementById(tujuan) || document.getElementById(tempat.id)
      || (tempat.nomor >= 0 ? semua()[Math.min(tempat.nomor, semua().length - 1)] : null);
    if (!baris) return;
    const tombol = tempat.id === baris.id ? baris.querySelectorAll(".aksi-baris > *")[tempat.tombol] : null;
    if (tombol && !tombol.disabled) {
      tombol.focus({ preventScroll: true });
      baris.scrollIntoView({ block: "nearest" });
    } else keBaris(baris);
  }

  function keBaris(baris) {
    if (!baris) return;
    if (baris.dataset.terbuka) return keFormulir(baris);
    if (!baris.hasAttribute("tabindex")) baris.tabIndex = -1;
    baris.focus({ preventScroll: true });
    baris.scrollIntoView({ block: "nearest" });
  }

  /* ---- Listening ---- */

  const milikKita = (formulir) => ["aksi", "banyak"].includes(formulir.id) || formulir.matches("#penyunting form, #atas form, .bilah-status__urungkan");

  document.addEventListener("submit", (acara) => {
    if (!milikKita(acara.target)) return;
    acara.preventDefault();
    kirimFormulir(acara.target, acara.submitter);
  });

  wadah.addEventListener("click", (acara) => {
    const tautan = acara.target.closest("a[href]");
    if (!tautan || acara.ctrlKey || acara.metaKey || acara.shiftKey || tautan.pathname !== location.pathname) return;
    const query = new URLSearchParams(tautan.search);
    if (["ubah", "tambah", "pindah"].some((nama) => query.has(nama))) {
      acara.preventDefault();
      buka(tautan.getAttribute("href"));
      return;
    }
    const baris = tautan.closest("tr[data-terbuka]");
    if (!baris || (!tertutup.has(baris.id) && baris.id !== "simpul-baru") || tautan.search) return;
    acara.preventDefault();
    if (!baris.classList.contains("bentrok")) return tutup(baris);
    kirim("GET", location.pathname, null, { asal: baris, fokus: baris.id });
  });

  awasi(wadah, "<template data-baris");

  window.addEventListener("beforeunload", (acara) => {
    const baris = terbuka();
    if (baris && berisi(baris)) acara.preventDefault();
  });

  function selesai() {
    pendengar.forEach((satu) => satu());
  }

  window.penyunting = {
    wadah, semua, terbuka, kedalaman, turunan, kirim, kirimFormulir, buka, tutup, keBaris, tanda, umumkan,
    /* Call `fungsi` now and whenever the rows have changed. */
    saatBerubah(fungsi) {
      pendengar.push(fungsi);
      fungsi();
    },
  };
})();
