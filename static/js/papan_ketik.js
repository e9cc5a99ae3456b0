/* The tree table by keyboard. One row at a time is in the order of the Tab key (roving focus); arrows go from row to
   row. A key presses the button or link that the row has for it, so that keys can do nothing that buttons cannot. */
(function () {
  "use strict";

  const editor = window.penyunting;
  if (!editor || !editor.lipat) return;

  const pintasan = document.getElementById("pintasan");
  let kini = ""; // id of the row in the order of the Tab key

  const tampak = () => editor.semua().filter((satu) => !satu.hidden);
  const tekan = (baris, pilihan) => {
    const tombol = baris.querySelector(pilihan);
    if (tombol && !tombol.disabled) tombol.click();
    else editor.umumkan("Langkah ini tidak dapat dilakukan pada kotak ini.");
  };

  const LANGKAH = { ArrowUp: "naik", ArrowDown: "turun", ArrowLeft: "keluar", ArrowRight: "masuk" };
  const UBAH = "a[href*='?ubah=']";
  const SEJAJAR = "a[href*='&sesudah=']";
  const ANAK = "a[href*='?tambah=']:not([href*='&'])";
  const PINDAH = "a[href*='?pindah=']";
  const HAPUS = ".aksi--hapus";

  /* ---- Roving focus ---- */

  function tataUrutan() {
    const baris = tampak();
    const aktif = baris.find((satu) => satu.id === kini) || baris[0];
    kini = aktif ? aktif.id : "";
    editor.semua().forEach(tataBaris);
  }

  function tataBaris(baris) {
    const aktif = baris.id === kini;
    baris.tabIndex = aktif ? 0 : -1;
    if (baris.dataset.terbuka) return;
    baris.querySelectorAll("a, button, input, summary").forEach((satu) => {
      satu.tabIndex = aktif ? 0 : -1;
    });
  }

  editor.wadah.addEventListener("focusin", (acara) => {
    const baris = acara.target.closest("#pohon-isi > tr");
    if (!baris || baris.id === kini) return;
    const lama = document.getElementById(kini);
    kini = baris.id;
    if (lama) tataBaris(lama);
    tataBaris(baris);
  });

  /* ---- Keys on a row ---- */

  function pergi(baris, acara) {
    const daftar = tampak();
    const nomor = daftar.indexOf(baris);
    const tujuan = { ArrowUp: nomor - 1, ArrowDown: nomor + 1, Home: 0, End: daftar.length - 1 }[acara.key];
    if (daftar[tujuan]) editor.keBaris(daftar[tujuan]);
  }

  function lebihDalam(baris) {
    if (!baris.hasAttribute("aria-expanded")) return;
    if (editor.lipat.terlipat(baris)) editor.lipat.atur(baris, true);
    else editor.keBaris(editor.turunan(baris)[0]);
  }

  function lebihLuar(baris) {
    if (baris.hasAttribute("aria-expanded") && !editor.lipat.terlipat(baris)) return editor.lipat.atur(baris, false);
    for (let satu = baris.previousElementSibling; satu; satu = satu.previousElementSibling) {
      if (editor.kedalaman(satu) < editor.kedalaman(baris)) return editor.keBaris(satu);
    }
  }

  const KUNCI = {
    ArrowUp: pergi,
    ArrowDown: pergi,
    Home: pergi,
    End: pergi,
    ArrowRight: lebihDalam,
    ArrowLeft: lebihLuar,
    Enter: (baris) => tekan(baris, UBAH),
    F2: (baris) => tekan(baris, UBAH),
    Insert: (baris, acara) => tekan(baris, acara.shiftKey ? ANAK : SEJAJAR),
    t: (baris) => tekan(baris, SEJAJAR),
    a: (baris) => tekan(baris, ANAK),
    p: (baris) => tekan(baris, PINDAH),
    Delete: (baris) => tekan(baris, HAPUS),
    "/": () => document.getElementById("cari-kotak").focus(),
    "?": tampilkanPintasan,
  };

  function tampilkanPintasan() {
    pintasan.open = true;
    pintasan.querySelector("summary").focus();
  }

  /* Undo and redo are buttons of the status bar. */
  function balik(arah) {
    const formulir = [...document.querySelectorAll(".bilah-status__urungkan")]
      .find((satu) => (satu.querySelector("[name=arah]")?.value || "urungkan") === arah);
    if (formulir) formulir.requestSubmit();
    else editor.umumkan(`Tidak ada yang dapat di${arah}.`);
  }

  function diBaris(baris, acara) {
    if (acara.altKey && LANGKAH[acara.key]) return tekan(baris, `button[value=${LANGKAH[acara.key]}]`);
    KUNCI[acara.key](baris, acara);
  }

  /* ---- Keys in an open row ---- */

  /* Enter saves: a new row is followed by the next one, and an empty new row ends the series. */
  function simpan(baris) {
    const formulir = baris.querySelector("form");
    const baru = baris.dataset.terbuka === "tambah";
    if (baru && !formulir.querySelector("[name=pernyataan]").value.trim()) return batal(baris);
    formulir.requestSubmit(formulir.querySelector(baru ? "[name=lagi]" : "button[type=submit]:not([name=lagi])"));
  }

  function batal(baris) {
    [...baris.querySelectorAll("form a.govuk-link, form a.govuk-button")].at(-1)?.click();
  }

  /* Alt and an arrow put a new row below the one before it, or beside its parent; what was typed goes along. */
  function geserBaru(baris, arah) {
    const nilai = (nama) => baris.querySelector(`[name=${nama}]`).value;
    const [tempat, pilihan] = arah === "masuk" ? [nilai("sesudah"), ANAK] : [nilai("induk"), SEJAJAR];
    const tautan = document.querySelector(`#simpul-${tempat || "0"} ${pilihan}`);
    if (tautan) editor.buka(tautan.getAttribute("href"));
    else editor.umumkan("Kotak baru tidak dapat digeser lebih jauh.");
  }

  /* Alt with up and down choose the kind without leaving the text. */
  function gantiJenis(baris, arah) {
    const jenis = baris.querySelector("[name=jenis]");
    const tujuan = jenis.selectedIndex + (arah === "naik" ? -1 : 1);
    if (jenis.options[tujuan]) jenis.selectedIndex = tujuan;
    jenis.dispatchEvent(new Event("input", { bubbles: true }));
    editor.umumkan(`Jenis: ${jenis.options[jenis.selectedIndex].text}`);
  }

  function diFormulir(baris, acara) {
    const kolom = acara.target.name === "pernyataan";
    const arah = acara.altKey && LANGKAH[acara.key];
    if (acara.key === "Escape") batal(baris);
    else if (acara.key === "Enter" && (acara.ctrlKey || (kolom && !acara.shiftKey))) simpan(baris);
    else if (kolom && baris.dataset.terbuka === "tambah" && (arah === "masuk" || arah === "keluar")) geserBaru(baris, arah);
    else if (kolom && baris.querySelector("[name=jenis]") && (arah === "naik" || arah === "turun")) gantiJenis(baris, arah);
    else return;
    acara.preventDefault();
  }

  editor.wadah.addEventListener("keydown", (acara) => {
    const baris = acara.target.closest("#pohon-isi > tr");
    if (!baris || acara.isComposing) return;
    if (baris.dataset.terbuka) return diFormulir(baris, acara);
    const diTombol = acara.target !== baris;
    if (acara.key === "Escape" && diTombol) return editor.keBaris(baris);
    if ((acara.ctrlKey || acara.metaKey) && /^[zy]$/i.test(acara.key)) {
      acara.preventDefault();
      return balik(acara.key.toLowerCase() === "y" || acara.shiftKey ? "ulangi" : "urungkan");
    }
    if (diTombol && !["ArrowUp", "ArrowDown"].includes(acara.key)) return;
    if (acara.ctrlKey || acara.metaKey || !(KUNCI[acara.key] || (acara.altKey && LANGKAH[acara.key]))) return;
    acara.preventDefault();
    diBaris(baris, acara);
  });

  pintasan.hidden = false;
  editor.saatBerubah(tataUrutan);
})();
