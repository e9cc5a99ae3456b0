/* Tahap 5: choosing several proposals, and the search for a code while its words are typed. The list without this file:
   tick rows, press the button; type, press "Cari". */
(function () {
  "use strict";

  const tempat = window.setempat;
  if (!tempat) return;

  const JEDA = 350; // milliseconds without a key before a search goes out
  let tunggu = null;
  let terakhir = null;

  const kotak = () => [...tempat.wadah.querySelectorAll(".pilih")];

  function hitung() {
    const semua = kotak();
    const dipilih = semua.filter((satu) => satu.checked);
    semua.forEach((satu) => satu.closest("tr").classList.toggle("dipilih", satu.checked));
    const jumlah = document.getElementById("jumlah-dipilih");
    const semuanya = document.getElementById("pilih-semua");
    if (!jumlah) return;
    jumlah.textContent = dipilih.length ? ` (${dipilih.length})` : "";
    semuanya.closest("label").hidden = semua.length === 0;
    semuanya.checked = semua.length > 0 && dipilih.length === semua.length;
    semuanya.indeterminate = dipilih.length > 0 && dipilih.length < semua.length;
  }

  tempat.wadah.addEventListener("click", (acara) => {
    if (acara.target.id === "pilih-semua") {
      kotak().forEach((satu) => { satu.checked = acara.target.checked; });
      return hitung();
    }
    if (!acara.target.matches(".pilih")) return;
    const semua = kotak();
    if (acara.shiftKey && terakhir && terakhir.isConnected) {
      const [awal, akhir] = [semua.indexOf(terakhir), semua.indexOf(acara.target)].sort((a, b) => a - b);
      semua.slice(awal, akhir + 1).forEach((satu) => { satu.checked = acara.target.checked; });
    }
    terakhir = acara.target;
    hitung();
  });

  tempat.wadah.addEventListener("input", (acara) => {
    if (acara.target.name !== "cari" && acara.target.name !== "peraturan") return;
    clearTimeout(tunggu);
    tunggu = setTimeout(cari, JEDA, acara.target.form);
  });

  function cari(formulir) {
    if (formulir.isConnected && formulir.elements.cari.value.trim()) formulir.requestSubmit(formulir.querySelector("[value=cari]"));
  }

  tempat.saatBerubah(hitung);
})();
