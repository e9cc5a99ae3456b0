// The preview beside a form: its frame shows the first pages at once; when the whole paper is printed it takes their
// place. Without this file a link below the frame opens the whole paper.
(() => {
  const gantiBilaSiap = async (bingkai) => {
    const tujuan = bingkai.dataset.seluruhnya;
    try {
      // Printing is what takes time; once answered, the server has the file and gives it to the frame at once.
      const jawaban = await fetch(tujuan, { credentials: "same-origin" });
      if (jawaban.status !== 200 || jawaban.redirected) return; // 204: too long to print by the way
      await jawaban.blob();
      bingkai.src = `${tujuan}#navpanes=0&view=FitH`;
    } catch {
      // No connection any more: the first pages stay, and so does the link.
    }
  };
  // The frame has asked for its first pages already. Not on its "load": browsers that save PDF files have none.
  document.querySelectorAll("iframe[data-seluruhnya]").forEach(gantiBilaSiap);
})();
