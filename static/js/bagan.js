/* The page "Bagan": zoom, pan and hits without asking the server; folding, branches, choices and search ask it for the
   same page and exchange what changed, so that the server alone lays out pictures. Without this file all of it is links. */
(function () {
  "use strict";

  const halaman = document.getElementById("bagan-halaman");
  const kabar = document.getElementById("bagan-kabar");
  if (!document.getElementById("bagan")) return;

  const TERKECIL = 0.1;
  const TERBESAR = 2;
  const LANGKAH = 1.25;
  const PAS = ["lebar", "layar"];
  const KENDALI_TERKECIL = 0.745; // smaller pictures have no controls (cascading/bagan.py)
  const KENDALI_TERBESAR = 4 / 3;
  const GESER_TERKECIL = 5; // px; less is a click

  let perbesar; // a percentage or one of PAS, as in the address
  let seret = null;

  const wadah = () => document.getElementById("bagan");
  const gambar = () => wadah().querySelector("svg");
  const skala = () => gambar().getScreenCTM().a;
  const umumkan = (teks) => (kabar.textContent = teks);
  const tampil = () => document.getElementById("bagan-jumlah").textContent;

  /* ---- Zoom ---- */

  /* Show the size in force: on the switch, in the controls of boxes, in the address. */
  function catatUkuran() {
    const kini = skala();
    wadah().classList.toggle("bagan-wadah--kecil", kini < KENDALI_TERKECIL);
    const kali = Math.min(Math.max(1, 1 / kini), KENDALI_TERBESAR);
    for (const satu of gambar().querySelectorAll(".bagan-kendali")) satu.setAttribute("transform", `scale(${kali})`);
    document.querySelector("#ukuran-asli span:last-child").textContent = `${Math.round(kini * 100)} %`;
    for (const tombol of document.querySelectorAll("a[data-perbesar]")) {
      const berlaku = tombol.dataset.perbesar === (perbesar === "100" ? "asli" : perbesar);
      if (berlaku) tombol.setAttribute("aria-current", "true");
      else tombol.removeAttribute("aria-current");
    }
    history.replaceState(null, "", alamat(location.href));
  }

  function aturUkuran(baru) {
    perbesar = PAS.includes(baru) ? baru : String(Math.round(Math.min(Math.max(baru, TERKECIL), TERBESAR) * 100));
    for (const satu of PAS) wadah().classList.toggle(`bagan-wadah--${satu}`, satu === perbesar);
    if (!PAS.includes(perbesar)) {
      const { width, height } = gambar().viewBox.baseVal;
      gambar().setAttribute("width", (width * perbesar) / 100);
      gambar().setAttribute("height", (height * perbesar) / 100);
    }
    catatUkuran();
  }

  /* Change the size so that what lies at a point of the window (the middle of the frame) stays there. */
  function perbesarDi(baru, titik) {
    const bingkai = wadah().getBoundingClientRect();
    const x = (titik ? titik.x : bingkai.left + bingkai.width / 2) - bingkai.left;
    const y = (titik ? titik.y : bingkai.top + bingkai.height / 2) - bingkai.top;
    const lama = skala();
    const kiri = (wadah().scrollLeft + x) / lama;
    const atas = (wadah().scrollTop + y) / lama;
    aturUkuran(baru);
    const kini = skala();
    wadah().scrollTo(kiri * kini - x, atas * kini - y);
  }

  function ubahUkuran(cara) {
    if (PAS.includes(cara)) {
      aturUkuran(cara);
      wadah().scrollIntoView({ block: "nearest" });
    } else perbesarDi({ kecil: skala() / LANGKAH, asli: 1, besar: skala() * LANGKAH }[cara]);
    umumkan(`Ukuran ${Math.round(skala() * 100)} %.`);
  }

  /* While the wheel turns, the drawing is only stretched; laying it out anew takes too long for every turn. */
  let roda = null; // {kali, titik, selesai}
  function turunkanRoda() {
    gambar().style.transform = "";
    wadah().classList.remove("bagan-wadah--diregang");
    perbesarDi(skala() * roda.kali, roda.titik);
    roda = null;
    umumkan(`Ukuran ${Math.round(skala() * 100)} %.`);
  }

  halaman.addEventListener(
    "wheel",
    (acara) => {
      if (!acara.ctrlKey || !acara.target.closest("#bagan")) return;
      acara.preventDefault();
      if (!roda) {
        const letak = gambar().getBoundingClientRect();
        roda = { kali: 1, awal: skala(), titik: { x: acara.clientX, y: acara.clientY } };
        gambar().style.transformOrigin = `${acara.clientX - letak.left}px ${acara.clientY - letak.top}px`;
        wadah().classList.add("bagan-wadah--diregang");
      }
      const kini = roda.awal * roda.kali * Math.exp(-acara.deltaY / 400);
      roda.kali = Math.min(Math.max(kini, TERKECIL), TERBESAR) / roda.awal;
      gambar().style.transform = `scale(${roda.kali})`;
      clearTimeout(roda.selesai);
      roda.selesai = setTimeout(turunkanRoda, 150);
    },
    { passive: false },
  );

  halaman.addEventListener("keydown", (acara) => {
    if (acara.ctrlKey || acara.metaKey || acara.altKey || !acara.target.closest("#bagan")) return;
    const cara = { "+": "besar", "=": "besar", "-": "kecil", 0: "asli" }[acara.key];
    if (!cara) return;
    acara.preventDefault();
    ubahUkuran(cara);
  });

  /* ---- Pan: arrow keys and touch scroll the frame by themselves, the mouse drags it ---- */

  halaman.addEventListener("pointerdown", (acara) => {
    const bingkai = acara.target.closest("#bagan");
    const diBilah = bingkai === acara.target && (acara.offsetX > bingkai.clientWidth || acara.offsetY > bingkai.clientHeight);
    if (!bingkai || diBilah || acara.button !== 0 || acara.pointerType !== "mouse") return;
    seret = { x: acara.clientX, y: acara.clientY, kiri: bingkai.scrollLeft, atas: bingkai.scrollTop, jauh: false };
  });

  halaman.addEventListener("pointermove", (acara) => {
    if (!seret) return;
    const dx = acara.clientX - seret.x;
    const dy = acara.clientY - seret.y;
    if (!seret.jauh && Math.hypot(dx, dy) < GESER_TERKECIL) return;
    if (!seret.jauh) {
      seret.jauh = true;
      wadah().setPointerCapture(acara.pointerId);
      wadah().classList.add("bagan-wadah--diseret");
    }
    wadah().scrollTo(seret.kiri - dx, seret.atas - dy);
  });

  for (const akhir of ["pointerup", "pointercancel"]) {
    document.addEventListener(akhir, () => {
      wadah()?.classList.remove("bagan-wadah--diseret");
      // The click that ends a drag comes right after; only then is what was dragged forgotten.
      if (seret) setTimeout(() => (seret = null));
    });
  }
  halaman.addEventListener("dragstart", (acara) => acara.target.closest("#bagan") && acara.preventDefault());
  halaman.addEventListener("selectstart", (acara) => seret && acara.preventDefault());

  /* ---- Hits of a search ---- */

  function pusatkan(kotak) {
    wadah().scrollIntoView({ block: "nearest" });
    const bingkai = wadah().getBoundingClientRect();
    const letak = kotak.getBoundingClientRect();
    wadah().scrollBy(
      letak.left + letak.width / 2 - bingkai.left - bingkai.width / 2,
      letak.top + letak.height / 2 - bingkai.top - bingkai.height / 2,
    );
  }

  const cocok = () => [...gambar().querySelectorAll("[data-cocok]")];
  const nomorKini = (semua) => semua.findIndex((satu) => satu.querySelector(".bagan-sorot--kini"));

  function keHasil(nomor) {
    const semua = cocok();
    if (!semua.length) return;
    const kini = (nomor + semua.length) % semua.length;
    semua.forEach((satu, urutan) => satu.querySelector(".bagan-sorot").classList.toggle("bagan-sorot--kini", urutan === kini));
    pusatkan(semua[kini]);
    const teks = `${kini + 1} dari ${semua.length}`;
    document.getElementById("bagan-ke").textContent = teks;
    umumkan(`Kotak ${teks}: ${semua[kini].querySelector("title").textContent}`);
  }

  const langkahHasil = (langkah) => keHasil(nomorKini(cocok()) + langkah);

  halaman.addEventListener("submit", (acara) => {
    if (acara.target.id !== "bagan-cari") return;
    acara.preventDefault();
    const isi = new URLSearchParams(new FormData(acara.target));
    tukar(`${location.pathname}?${isi}`, "cari-q").then((berhasil) => {
      if (!berhasil) return;
      const teks = document.getElementById("bagan-hasil-teks");
      keHasil(0);
      if (teks) umumkan(`${teks.textContent} ${cocok().length ? kabar.textContent : ""}`);
    });
  });

  halaman.addEventListener("keydown", (acara) => {
    if (acara.target.id !== "cari-q" || acara.key !== "Enter") return;
    if (!cocok().length || acara.target.value.trim() !== acara.target.defaultValue.trim()) return;
    acara.preventDefault(); // the same search again: the next hit
    langkahHasil(acara.shiftKey ? -1 : 1);
  });

  /* ---- Exchanging the page in place ---- */

  /* The same address with the size in force. */
  function alamat(url) {
    const tujuan = new URL(url, location.href);
    if (perbesar === "100") tujuan.searchParams.delete("perbesar");
    else tujuan.searchParams.set("perbesar", perbesar);
    return tujuan;
  }

  /* Ask for a page, put it in place of this one, return whether it came; anything odd is left to the browser. */
  async function tukar(url, fokus, { catat = true } = {}) {
    if (roda) {
      clearTimeout(roda.selesai);
      turunkanRoda();
    }
    const tujuan = catat ? alamat(url) : new URL(url);
    const { scrollLeft: kiri, scrollTop: atas } = wadah();
    const lama = acuan(fokus);
    const jawaban = await fetch(tujuan).catch(() => null);
    const baru = jawaban?.ok && !jawaban.redirected && new DOMParser().parseFromString(await jawaban.text(), "text/html");
    const isi = baru && baru.getElementById("bagan-halaman");
    if (!isi || !isi.querySelector("#bagan")) {
      location.assign(tujuan);
      return false;
    }
    document.title = baru.title;
    halaman.replaceChildren(...isi.childNodes);
    if (catat) history.pushState(null, "", tujuan);
    mulai();
    wadah().scrollTo(kiri, atas);
    const kini = lama && acuan(fokus);
    if (kini) wadah().scrollBy(kini.left - lama.left, kini.top - lama.top);
    document.getElementById(fokus)?.focus({ preventScroll: true });
    umumkan(`${tampil()}.`);
    return true;
  }

  /* Where the box stands whose control has this id: it stays there when its branch folds. */
  const acuan = (id) => (id ? document.getElementById(id)?.closest("#bagan g[id]")?.getBoundingClientRect() : null);

  halaman.addEventListener("click", (acara) => {
    if (seret?.jauh) {
      acara.preventDefault();
      return;
    }
    const tautan = acara.target.closest("a");
    if (!tautan || acara.button !== 0 || acara.ctrlKey || acara.metaKey || acara.shiftKey || acara.altKey) return;
    if (tautan.dataset.perbesar) ubahUkuran(tautan.dataset.perbesar);
    else if (tautan.dataset.langkah) langkahHasil(Number(tautan.dataset.langkah));
    else if ("loncat" in tautan.dataset) keKotak(tautan.hash.slice(1));
    else if ("tukar" in tautan.dataset) tukar(tautan.getAttribute("href"), tautan.id || "bagan-utuh");
    else return;
    acara.preventDefault();
  });

  function keKotak(id) {
    const kotak = document.getElementById(id);
    keHasil(cocok().indexOf(kotak));
    kotak.querySelector("a").focus({ preventScroll: true });
  }

  window.addEventListener("popstate", () => tukar(location.href, "", { catat: false }));

  /* On narrow screens the choices above the picture are folded away until asked for. */
  let pilihanTerbuka = false;
  function lipatPilihan(terbuka) {
    pilihanTerbuka = terbuka;
    document.getElementById("bagan-alat").classList.toggle("bagan-alat--tutup", !terbuka);
    document.getElementById("bagan-atur").hidden = false;
    document.getElementById("bagan-atur").setAttribute("aria-expanded", terbuka);
  }

  halaman.addEventListener("click", (acara) => acara.target.closest("#bagan-atur") && lipatPilihan(!pilihanTerbuka));

  function mulai() {
    lipatPilihan(pilihanTerbuka);
    perbesar = wadah().dataset.perbesar;
    if (PAS.includes(perbesar)) aturUkuran(perbesar);
  }

  document.documentElement.classList.add("bagan-hidup");
  mulai();
  const awal = location.hash.startsWith("#kotak-") && document.getElementById(location.hash.slice(1));
  if (awal) pusatkan(awal);
})();
