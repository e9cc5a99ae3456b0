/* Choosing several rows: what can be done with them opens with the first tick and says how many are chosen. Shift and a
   click tick everything between; Space ticks the row that has the focus. */
(function () {
  "use strict";

  const editor = window.penyunting;
  const alat = document.getElementById("banyak-kotak");
  if (!editor || !alat) return;

  const jumlah = document.getElementById("banyak-jumlah");
  let terakhir = null;

  const centang = (baris) => baris.querySelector(".pilih");

  function hitung() {
    let banyak = 0;
    for (const baris of editor.semua()) {
      const kotak = centang(baris);
      baris.classList.toggle("dipilih", Boolean(kotak && kotak.checked));
      if (kotak && kotak.checked) banyak += 1;
    }
    const teks = banyak ? `${banyak} dipilih` : "";
    if (jumlah.textContent !== teks) jumlah.textContent = teks;
    alat.classList.toggle("banyak--aktif", banyak > 0);
    if (banyak && !alat.open) alat.open = true;
  }

  editor.wadah.addEventListener("click", (acara) => {
    const kotak = acara.target.closest(".pilih");
    if (!kotak) return;
    const baris = kotak.closest("tr");
    if (acara.shiftKey && terakhir && terakhir.isConnected) {
      const daftar = editor.semua().filter((satu) => !satu.hidden);
      const [awal, akhir] = [daftar.indexOf(terakhir), daftar.indexOf(baris)].sort((a, b) => a - b);
      daftar.slice(awal, akhir + 1).map(centang).filter(Boolean).forEach((satu) => { satu.checked = kotak.checked; });
    }
    terakhir = baris;
    hitung();
  });

  editor.wadah.addEventListener("keydown", (acara) => {
    if (acara.key !== " " || !acara.target.matches("#pohon-isi > tr:not([data-terbuka])")) return;
    acara.preventDefault();
    centang(acara.target)?.click();
  });

  editor.saatBerubah(hitung);
})();
