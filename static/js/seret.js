/* Moving a branch by dragging the code of its row: onto the upper third of another row to stand before it, onto the
   middle to go below it, onto the lower third to stand after it. The buttons of the row do the same without dragging. */
(function () {
  "use strict";

  const editor = window.penyunting;
  if (!editor) return;

  const LETAK = ["sebelum", "anak", "sesudah"];
  const KELAS = LETAK.map((satu) => `jatuh-${satu}`);
  let diseret = null;
  let tujuan = null; // {baris, letak}

  function bersihkan() {
    if (tujuan) tujuan.baris.classList.remove(...KELAS);
    tujuan = null;
  }

  /* Where the pointer would drop the branch, or null: not onto itself, not into its own branch, not into an open row. */
  function tempat(acara) {
    const baris = acara.target.closest("#pohon-isi > tr");
    if (!baris || baris.dataset.terbuka || baris === diseret || editor.turunan(diseret).includes(baris)) return null;
    const kotak = baris.getBoundingClientRect();
    const bagian = (acara.clientY - kotak.top) / kotak.height;
    const menerima = Boolean(baris.querySelector("a[href*='?tambah=']:not([href*='&'])"));
    if (!menerima) return { baris, letak: bagian < 0.5 ? "sebelum" : "sesudah" };
    return { baris, letak: LETAK[Math.min(2, Math.max(0, Math.floor(bagian * 3)))] };
  }

  editor.wadah.addEventListener("dragstart", (acara) => {
    const baris = acara.target.closest("#pohon-isi > tr");
    if (!baris || !acara.target.draggable) return;
    diseret = baris;
    acara.dataTransfer.effectAllowed = "move";
    acara.dataTransfer.setData("text/plain", baris.querySelector(".pohon-pernyataan").textContent);
    acara.dataTransfer.setDragImage(baris, 10, 10);
    [baris, ...editor.turunan(baris)].forEach((satu) => satu.classList.add("diseret"));
  });

  editor.wadah.addEventListener("dragover", (acara) => {
    if (!diseret) return;
    const baru = tempat(acara);
    if (baru) acara.preventDefault();
    if (baru && tujuan && baru.baris === tujuan.baris && baru.letak === tujuan.letak) return;
    bersihkan();
    tujuan = baru;
    if (baru) baru.baris.classList.add(`jatuh-${baru.letak}`);
  });

  editor.wadah.addEventListener("drop", (acara) => {
    if (!diseret || !tujuan) return;
    acara.preventDefault();
    const nilai = new FormData(document.getElementById("aksi"));
    nilai.set("acuan", tujuan.baris.id.replace("simpul-", ""));
    nilai.set("letak", tujuan.letak);
    if (tujuan.letak === "anak") editor.lipat.atur(tujuan.baris, true);
    const alamat = diseret.querySelector("button[value=naik]").getAttribute("formaction");
    editor.kirim("POST", alamat, nilai, { fokus: diseret.id });
  });

  editor.wadah.addEventListener("dragend", () => {
    bersihkan();
    editor.semua().forEach((satu) => satu.classList.remove("diseret"));
    diseret = null;
  });

  editor.saatBerubah(() => {
    for (const baris of editor.semua()) {
      const kode = baris.querySelector(".pohon-kode");
      if (baris.dataset.terbuka || !baris.querySelector("button[value=naik]")) continue;
      kode.draggable = true;
      kode.title = "Seret untuk memindahkan";
    }
  });
})();
