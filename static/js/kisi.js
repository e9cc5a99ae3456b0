/* The grid of Tahap 4 as a spreadsheet: cells are edited where they stand, by mouse or keyboard, a row is saved when it
   is left, and a block pasted from Excel is shown as a preview first. Answers are put in by setempat.js; without this
   file the table has a link to the form of each row. */
(function () {
  "use strict";

  const tempat = window.setempat;
  const kisi = document.getElementById("kisi");
  if (!tempat || !kisi) return;

  const JENIS = Object.fromEntries([...kisi.tHead.rows[0].cells].filter((satu) => satu.dataset.jenis)
    .map((satu) => [satu.className.replace("kisi__", ""), { jenis: satu.dataset.jenis, judul: satu.textContent }]));
  let kini = { baris: "", kolom: "" }; // the cell in the order of the Tab key
  let buka = null; // the open cell: {sel, isian, semula}

  const baris = () => [...kisi.tBodies[0].rows].filter((satu) => !satu.dataset.terbuka);
  const sel = (satu) => [...satu.querySelectorAll("td[data-kolom]")];
  const nilai = (satu) => satu.dataset.nilai ?? satu.querySelector(".kisi__teks").textContent;
  const cari = (tujuan) => document.getElementById(tujuan.baris)?.querySelector(`td[data-kolom="${tujuan.kolom}"]`);

  function tulis(satu, baru) {
    const { kolom } = satu.dataset;
    const pilihan = JENIS[kolom].jenis === "pilihan" ? daftarPilihan(satu, kolom) : null;
    satu.dataset.nilai = baru;
    satu.querySelector(".kisi__teks").textContent = pilihan ? ([...pilihan.options].find((x) => x.value === baru)?.text ?? "") : baru;
    satu.querySelector(".govuk-error-message")?.remove();
    satu.removeAttribute("aria-invalid");
    satu.classList.add("kisi__diubah");
    const induk = satu.closest("tr");
    induk.dataset.berubah = "";
    induk.dataset.sidik = ""; // what it shows is no longer what the server knows
    if (induk.dataset.dikirim) induk.dataset.lagi = "";
  }

  /* A list to choose from; the stored choice stays even when it is no longer offered. */
  function daftarPilihan(satu, kolom) {
    const pilih = document.createElement("select");
    pilih.append(document.querySelector(`template[data-pilihan="${kolom}"]`).content.cloneNode(true));
    const lama = nilai(satu);
    if (lama && ![...pilih.options].some((x) => x.value === lama)) {
      pilih.add(new Option(satu.querySelector(".kisi__teks").textContent, lama));
    }
    pilih.value = lama;
    return pilih;
  }

  /* ---- Saving a row ---- */

  function simpan(satu) {
    if (!satu.isConnected || !satu.hasAttribute("data-berubah") || satu.dataset.dikirim) return;
    const isi = new FormData();
    isi.set("csrfmiddlewaretoken", tempat.tanda());
    for (const nama of ["simpul", "indikator", "versi"]) isi.set(nama, satu.dataset[nama]);
    let terisi = false;
    for (const kotak of sel(satu)) {
      isi.set(kotak.dataset.kolom, nilai(kotak));
      terisi = terisi || Boolean(nilai(kotak).trim());
    }
    if (!satu.dataset.indikator && !terisi) return satu.removeAttribute("data-berubah");
    satu.dataset.dikirim = "";
    satu.dataset.dikirim = "ya";
    tempat.kirim("POST", location.pathname, isi).then(() => {
      delete satu.dataset.dikirim;
      if (satu.isConnected && satu.hasAttribute("data-lagi")) {
        satu.removeAttribute("data-lagi");
        if (!satu.contains(document.activeElement)) simpan(satu);
      }
    });
  }

  const simpanSemua = () => baris().forEach(simpan);

  /* ---- The open cell ---- */

  function bukaSel(satu, awal) {
    if (buka) tutup(true);
    const { kolom } = satu.dataset;
    const { jenis, judul } = JENIS[kolom];
    const isian = jenis === "pilihan" ? daftarPilihan(satu, kolom) : document.createElement("textarea");
    isian.className = "kisi__isian";
    isian.setAttribute("aria-label", `${judul} ${satu.closest("tr").querySelector(".kisi__kode").textContent}`);
    if (jenis === "angka") isian.inputMode = "decimal";
    if (jenis !== "pilihan") isian.value = awal ?? nilai(satu);
    buka = { sel: satu, isian, semula: nilai(satu) };
    satu.classList.add("kisi__terbuka");
    satu.querySelector(".kisi__teks").hidden = true;
    satu.prepend(isian);
    isian.focus();
    if (isian.setSelectionRange) isian.setSelectionRange(isian.value.length, isian.value.length);
  }

  /* Close the open cell, keeping what was typed or not; the focus goes back to the cell if it was in it. */
  function tutup(pakai, fokus = true) {
    if (!buka) return;
    const { sel: satu, isian, semula } = buka;
    const diFokus = fokus && satu.contains(document.activeElement);
    buka = null;
    const baru = JENIS[satu.dataset.kolom].jenis === "banyak" ? isian.value.trim() : isian.value.replace(/\s*\n\s*/g, " ").trim();
    // First, for a field that is taken away with the focus in it leaves the row, which saves it.
    if (diFokus) ke(satu);
    isian.remove();
    satu.classList.remove("kisi__terbuka");
    satu.querySelector(".kisi__teks").hidden = false;
    if (pakai && baru !== semula) tulis(satu, baru);
  }

  /* ---- Going from cell to cell ---- */

  function tataUrutan() {
    const semua = baris().flatMap(sel);
    const aktif = cari(kini) || semua[0];
    for (const satu of semua) satu.tabIndex = satu === aktif ? 0 : -1;
    if (!aktif) return;
    if (kini.diFokus && document.activeElement === document.body) aktif.focus({ preventScroll: true });
    kini = { ...kini, baris: aktif.closest("tr").id, kolom: aktif.dataset.kolom };
  }

  function ke(satu) {
    if (!satu) return;
    const lama = cari(kini);
    if (lama) lama.tabIndex = -1;
    kini = { baris: satu.closest("tr").id, kolom: satu.dataset.kolom, diFokus: true };
    satu.tabIndex = 0;
    satu.focus({ preventScroll: true });
    satu.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  function langkah(satu, turun, kanan) {
    const semua = baris();
    const kolom = sel(satu.closest("tr")).indexOf(satu) + kanan;
    const tujuan = semua[semua.indexOf(satu.closest("tr")) + turun];
    if (tujuan && sel(tujuan)[kolom]) ke(sel(tujuan)[kolom]);
    return Boolean(tujuan && sel(tujuan)[kolom]);
  }

  /* To the right, and at the end of a row to the first cell of the next. */
  function lanjut(satu, arah) {
    if (langkah(satu, 0, arah)) return;
    const semua = baris();
    const tujuan = semua[semua.indexOf(satu.closest("tr")) + arah];
    if (tujuan) ke(sel(tujuan).at(arah > 0 ? 0 : -1));
  }

  const PINDAH = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], PageUp: [-8, 0], PageDown: [8, 0] };

  function diSel(satu, acara) {
    const ctrl = acara.ctrlKey || acara.metaKey;
    const deret = sel(satu.closest("tr"));
    if (PINDAH[acara.key] && !acara.altKey) langkah(satu, ...PINDAH[acara.key]);
    else if (acara.key === "Home" || acara.key === "End") {
      const ujung = acara.key === "Home" ? 0 : -1;
      ke(ctrl ? sel(baris().at(ujung)).at(ujung) : deret.at(ujung));
    } else if (acara.key === "Enter" && ctrl) simpan(satu.closest("tr"));
    else if (acara.key === "Enter" || acara.key === "F2") bukaSel(satu);
    else if (acara.key === "Tab" && deret[deret.indexOf(satu) + (acara.shiftKey ? -1 : 1)]) lanjut(satu, acara.shiftKey ? -1 : 1);
    else if (acara.key === "Delete" || acara.key === "Backspace") {
      if (nilai(satu)) tulis(satu, "");
    } else if (acara.key.length === 1 && !ctrl && !acara.altKey) bukaSel(satu, JENIS[satu.dataset.kolom].jenis === "pilihan" ? undefined : acara.key);
    else return;
    acara.preventDefault();
  }

  function diIsian(acara) {
    const satu = buka.sel;
    const ctrl = acara.ctrlKey || acara.metaKey;
    if (acara.key === "Escape") tutup(false);
    else if (acara.key === "Enter" && acara.altKey && JENIS[satu.dataset.kolom].jenis === "banyak") buka.isian.setRangeText("\n", buka.isian.selectionStart, buka.isian.selectionEnd, "end");
    else if (acara.key === "Enter") {
      tutup(true);
      if (ctrl) simpan(satu.closest("tr"));
      else langkah(satu, acara.shiftKey ? -1 : 1, 0);
    } else if (acara.key === "Tab") {
      tutup(true);
      lanjut(satu, acara.shiftKey ? -1 : 1);
    } else return;
    acara.preventDefault();
  }

  kisi.addEventListener("keydown", (acara) => {
    if (acara.isComposing) return;
    if (buka && acara.target === buka.isian) return diIsian(acara);
    if (acara.target.matches("td[data-kolom]")) diSel(acara.target, acara);
  });

  // The cell is chosen as the pointer goes down, so that a second press on it opens it.
  kisi.addEventListener("mousedown", (acara) => {
    const satu = acara.target.closest("td[data-kolom]");
    if (!satu || (buka && buka.sel === satu)) return;
    acara.preventDefault();
    const sudah = document.activeElement === satu;
    if (sudah) bukaSel(satu);
    else ke(satu); // closes an open cell, for the focus leaves it
  });

  kisi.addEventListener("focusin", (acara) => {
    const satu = acara.target.closest("td[data-kolom]");
    if (satu) kini = { baris: satu.closest("tr").id, kolom: satu.dataset.kolom, diFokus: true };
  });

  kisi.addEventListener("focusout", (acara) => {
    const asal = acara.target.closest("tr");
    const tujuan = acara.relatedTarget;
    if (buka && acara.target === buka.isian && tujuan !== buka.sel) tutup(true, false);
    if (tujuan && !kisi.contains(tujuan)) kini.diFokus = false;
    if (asal && (!tujuan || !asal.contains(tujuan))) simpan(asal);
  });

  /* ---- Copy, paste, more rows ---- */

  kisi.addEventListener("copy", (acara) => {
    if (!acara.target.matches("td[data-kolom]")) return;
    acara.clipboardData.setData("text/plain", acara.target.querySelector(".kisi__teks").textContent);
    acara.preventDefault();
  });

  kisi.addEventListener("paste", (acara) => {
    const satu = acara.target.closest("td[data-kolom]");
    if (!satu || buka) return;
    acara.preventDefault();
    const teks = acara.clipboardData.getData("text/plain");
    const formulir = document.getElementById("kisi-tempel");
    simpanSemua();
    formulir.elements.baris.value = satu.closest("tr").id;
    formulir.elements.kolom.value = satu.dataset.kolom;
    formulir.elements.teks.value = teks;
    const isi = new FormData(formulir);
    isi.set("teks", teks); // a hidden field would lose the line ends
    tempat.kirim("POST", formulir.getAttribute("action"), isi);
  });

  kisi.addEventListener("click", (acara) => {
    const tautan = acara.target.closest("a[data-tambah]");
    if (!tautan || acara.ctrlKey || acara.metaKey) return;
    acara.preventDefault();
    acara.stopPropagation();
    const kunci = tautan.dataset.tambah;
    simpanSemua();
    tempat.kirim("GET", `${location.pathname}?tambah=${kunci}`, null).then(() => ke(cari({ baris: `baru-${kunci}`, kolom: "nama" })));
  });

  window.addEventListener("online", simpanSemua);

  kisi.setAttribute("role", "grid");
  kisi.classList.add("js-kisi");
  document.getElementById("cara-kisi").hidden = false;
  kisi.closest(".kisi-gulir").removeAttribute("tabindex");
  tempat.saatBerubah(tataUrutan);
})();
