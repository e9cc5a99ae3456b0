/* Which rows of the tree table are shown: branches folded and opened again, rows searched for. Only looks; nothing is
   stored on the server. What is folded is remembered for this tab. */
(function () {
  "use strict";

  const editor = window.penyunting;
  if (!editor) return;

  const INGATAN = `lipat:${location.pathname}`;
  const alat = document.getElementById("alat-tabel");
  const cari = document.getElementById("cari-kotak");
  const hasil = document.getElementById("hasil-cari");
  const terlipat = new Set(JSON.parse(sessionStorage.getItem(INGATAN) || "[]"));

  const kode = (baris) => baris.querySelector(".pohon-kode").textContent.trim();
  const berturunan = (baris) => Boolean(editor.turunan(baris).find((satu) => !satu.dataset.terbuka));

  /* Show and hide rows, and put the button that folds before each row that has others below it. */
  function tata() {
    const kata = cari.value.trim().toLocaleLowerCase("id").split(/\s+/).filter(Boolean);
    const cocok = kata.length ? new Set(editor.semua().filter((satu) => memuat(satu, kata))) : null;
    const tampil = cocok && denganAtasan(cocok);
    let batas = Infinity; // depth of the folded row whose branch is being passed over
    for (const baris of editor.semua()) {
      const dalam = editor.kedalaman(baris);
      if (dalam <= batas) batas = Infinity;
      baris.hidden = !baris.dataset.terbuka && (tampil ? !tampil.has(baris) : dalam > batas);
      baris.classList.toggle("cocok", Boolean(cocok && cocok.has(baris)));
      tandai(baris);
      if (!tampil && terlipat.has(baris.id) && dalam < batas) batas = dalam;
    }
    const teks = cocok ? (cocok.size ? `${cocok.size} kotak ditemukan.` : "Tidak ada kotak yang memuat kata itu.") : "";
    if (hasil.textContent !== teks) hasil.textContent = teks;
  }

  const memuat = (baris, kata) => {
    const teks = [".pohon-kode", ".pohon-isi", ".pohon-jenis"].map((satu) => baris.querySelector(satu)?.textContent || "").join(" ").toLocaleLowerCase("id");
    return kata.every((satu) => teks.includes(satu));
  };

  function denganAtasan(cocok) {
    const tampil = new Set(cocok);
    const jalur = [];
    for (const baris of editor.semua()) {
      const dalam = editor.kedalaman(baris);
      jalur.length = Math.min(jalur.length, dalam);
      if (cocok.has(baris)) jalur.forEach((satu) => tampil.add(satu));
      jalur[dalam] = baris;
    }
    return tampil;
  }

  function tandai(baris) {
    const tempat = baris.querySelector(".pohon-teks");
    baris.setAttribute("aria-level", editor.kedalaman(baris) + 1);
    let tombol = tempat && tempat.querySelector(":scope > .lipat");
    if (!tempat || baris.dataset.terbuka || !berturunan(baris)) {
      baris.removeAttribute("aria-expanded");
      if (tombol) tombol.remove();
      return;
    }
    const buka = !terlipat.has(baris.id);
    if (!tombol) {
      tombol = document.createElement("button");
      tombol.type = "button";
      tombol.className = "lipat";
      tombol.tabIndex = -1;
      tempat.prepend(tombol);
    }
    tombol.setAttribute("aria-label", `${buka ? "Lipat" : "Buka"} cabang ${kode(baris)}`);
    tombol.setAttribute("aria-expanded", buka);
    baris.setAttribute("aria-expanded", buka);
  }

  function atur(baris, buka) {
    if (buka) terlipat.delete(baris.id);
    else terlipat.add(baris.id);
    simpan();
  }

  function simpan() {
    sessionStorage.setItem(INGATAN, JSON.stringify([...terlipat]));
    tata();
  }

  editor.wadah.addEventListener("click", (acara) => {
    const tombol = acara.target.closest(".lipat");
    if (!tombol) return;
    const baris = tombol.closest("tr");
    atur(baris, terlipat.has(baris.id));
    editor.keBaris(baris);
  });

  alat.addEventListener("click", (acara) => {
    const semua = acara.target.closest("[data-lipat]");
    if (!semua) return;
    terlipat.clear();
    if (semua.dataset.lipat === "semua") {
      editor.semua().filter((satu) => editor.kedalaman(satu) > 0 && berturunan(satu)).forEach((satu) => terlipat.add(satu.id));
    }
    simpan();
  });

  cari.addEventListener("input", tata);
  cari.addEventListener("keydown", (acara) => {
    if (acara.key === "Escape") {
      acara.preventDefault();
      cari.value = "";
      tata();
    } else if (acara.key === "Enter" || acara.key === "ArrowDown") {
      acara.preventDefault();
      editor.keBaris(editor.semua().find((satu) => satu.classList.contains("cocok")) || editor.semua().find((satu) => !satu.hidden));
    }
  });

  document.getElementById("pohon-tabel").setAttribute("role", "treegrid");
  alat.hidden = false;
  editor.lipat = {
    atur,
    terlipat: (baris) => terlipat.has(baris.id) && baris.hasAttribute("aria-expanded"),
    /* Open what hides a row, so that it can be gone to. */
    tampakkan(baris) {
      let dalam = editor.kedalaman(baris);
      for (let satu = baris.previousElementSibling; satu && dalam > 0; satu = satu.previousElementSibling) {
        if (editor.kedalaman(satu) >= dalam) continue;
        dalam = editor.kedalaman(satu);
        terlipat.delete(satu.id);
      }
      if (baris.hidden) cari.value = "";
      simpan();
    },
  };
  editor.saatBerubah(tata);
})();
