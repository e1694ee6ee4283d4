// Files: chosen with the paper clip, sent at once, with what is typed as their caption.

import { toast } from "./toast.js";

const MAX_BYTES = 20 * 1024 * 1024; // as the server's: it would refuse only after half of it has been sent

const clip = document.getElementById("attach");
const chosen = document.getElementById("attach-file");
const field = document.getElementById("say");

/** `post(file, text)` sends; it resolves to whether the file can arrive. */
export function takeFiles(composer, post) {
  clip.onclick = () => chosen.click();
  chosen.onchange = async () => {
    const [file] = chosen.files;
    if (!file) return;
    if (file.size > MAX_BYTES) toast("Tệp quá 20 MB nên không nhận được. Anh/chị quét lại nhẹ hơn, hoặc chia nhỏ.");
    else composer.sending(field.value.trim(), (text) => post(file, text));
    chosen.value = "";
  };
}
