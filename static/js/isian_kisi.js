/* Grids whose cells are fields (table[data-isian-kisi]): a block of cells copied from a spreadsheet is pasted into the
   fields from the one it is dropped on, rightwards and downwards; the arrow keys and Enter move between rows. Nothing is
   sent: Simpan does that. The grid of Tahap 4, whose cells are opened one by one, is kisi.js. */
(function () {
  "use strict";

  const ISIAN = "input:not([type=hidden]), select";
  const baris = (kisi) => [...kisi.querySelectorAll("tbody tr")].filter((satu) => satu.querySelector(ISIAN));
  const sel = (satu) => [...satu.querySelectorAll(ISIAN)];

  /* Cells between tabs, a row a line; a cell in quotation marks may hold line breaks, as spreadsheets write them. */
  function pecah(teks) {
    const hasil = [[""]];
    let kutip = false;
    for (let i = 0; i < teks.length; i += 1) {
      const huruf = teks[i];
      const kini = hasil[hasil.length - 1];
      if (huruf === '"' && (kutip || kini[kini.length - 1] === "")) {
        if (kutip && teks[i + 1] === '"') kini[kini.length - 1] += teks[(i += 1)];
        else kutip = !kutip;
      } else if (huruf === "\t" && !kutip) kini.push("");
      else if (huruf === "\n" && !kutip) hasil.push([""]);
      else if (huruf !== "\r") kini[kini.length - 1] += huruf === "\n" ? " " : huruf;
    }
    if (hasil.length > 1 && hasil[hasil.length - 1].join("") === "") hasil.pop();
    return hasil;
  }

  function isi(bidang, teks) {
    const bersih = teks.trim();
    if (bidang.matches("select")) {
      const cocok = [...bidang.options].find((satu) => satu.text.toLowerCase() === bersih.toLowerCase());
      if (!cocok) return;
      bidang.value = cocok.value;
    } else bidang.value = bersih;
    bidang.dispatchEvent(new Event("input", { bubbles: true }));
  }

  document.addEventListener("paste", (kejadian) => {
    const awal = kejadian.target.closest("[data-isian-kisi] input, [data-isian-kisi] select");
    if (!awal) return;
    const tabel = pecah(kejadian.clipboardData.getData("text/plain"));
    if (tabel.length === 1 && tabel[0].length === 1) return;
    kejadian.preventDefault();
    const semua = baris(awal.closest("[data-isian-kisi]"));
    const mulai = semua.indexOf(awal.closest("tr"));
    const kolom = sel(semua[mulai]).indexOf(awal);
    tabel.forEach((satu, turun) => {
      const tujuan = semua[mulai + turun] ? sel(semua[mulai + turun]) : [];
      satu.forEach((teks, kanan) => tujuan[kolom + kanan] && isi(tujuan[kolom + kanan], teks));
    });
  });

  document.addEventListener("input", (kejadian) => {
    const bidang = kejadian.target.closest("[data-isian-kisi] .isian-kisi__isian");
    if (!bidang) return;
    const daftar = bidang.matches("select");
    const asal = daftar ? Math.max(0, [...bidang.options].findIndex((satu) => satu.defaultSelected)) : bidang.defaultValue;
    bidang.classList.toggle("isian-kisi__isian--berubah", (daftar ? bidang.selectedIndex : bidang.value) !== asal);
  });

  document.addEventListener("keydown", (kejadian) => {
    const bidang = kejadian.target.closest("[data-isian-kisi] input");
    const arah = { ArrowDown: 1, ArrowUp: -1, Enter: 1 }[kejadian.key];
    if (!bidang || !arah || kejadian.altKey || kejadian.ctrlKey || kejadian.metaKey) return;
    const semua = baris(bidang.closest("[data-isian-kisi]"));
    const tujuan = semua[semua.indexOf(bidang.closest("tr")) + arah];
    kejadian.preventDefault(); // Enter would send the whole form
    if (tujuan) sel(tujuan)[sel(bidang.closest("tr")).indexOf(bidang)].focus();
  });
})();
