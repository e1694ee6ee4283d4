// Requests to the server. A refusal carries the server's own sentence.

const RETRY_AFTER_MS = [300, 1200];
const ANSWER_WITHIN_MS = 30_000; // then it is taken for lost, and asked again

export class Refusal extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }

  /** Whether asking again would be refused again. */
  get final() {
    return this.status >= 400 && this.status < 500;
  }
}

export function get(path) {
  return answer(() => fetch(path));
}

/** `headers` are sent beside those of JSON. */
export function post(path, body, headers = {}) {
  return answer(() => fetch(path, request(body, headers)));
}

/** Posts again when no answer came. Only for a body that names its update: the server does that once. */
export function postSurely(path, body, headers = {}) {
  return answer(
    () => fetch(path, { ...request(body, headers), signal: AbortSignal.timeout(ANSWER_WITHIN_MS) }),
    RETRY_AFTER_MS,
  );
}

/** Posts a file as it is; what goes with it stands in the address. */
export function postFile(path, file, headers = {}) {
  return answer(() => fetch(path, { method: "POST", body: file, headers }), RETRY_AFTER_MS);
}

function request(body, headers) {
  return {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  };
}

async function answer(ask, pauses = []) {
  let response;
  try {
    response = await ask();
  } catch {
    if (pauses.length === 0) throw new Refusal(0, "Mất kết nối với chương trình. Anh/chị thử lại sau ít giây.");
    await new Promise((done) => setTimeout(done, pauses[0]));
    return answer(ask, pauses.slice(1));
  }
  if (response.ok) return response.json();
  throw new Refusal(response.status, await sentence(response));
}

async function sentence(response) {
  if (response.status === 413) return "Nội dung gửi lên quá lớn; mời anh/chị chia nhỏ rồi gửi lại.";
  const body = await response.json().catch(() => ({}));
  return body.error ?? "Chương trình gặp lỗi, chưa làm được việc này.";
}
