// Makes a passkey, or signs in with one, when its button is pressed. The button is there only where the browser can.
const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const known = (list = []) => list.map((one) => ({ ...one, id: bytes(one.id) }));

const make = async ({ publicKey: asked }) => {
  const made = await navigator.credentials.create({ publicKey: {
    ...asked, challenge: bytes(asked.challenge), user: { ...asked.user, id: bytes(asked.user.id) },
    excludeCredentials: known(asked.excludeCredentials),
  } });
  return said(made, { attestationObject: text(made.response.attestationObject), transports: made.response.getTransports?.() ?? [] });
};
const use = async ({ publicKey: asked }) => {
  const used = await navigator.credentials.get({ publicKey: {
    ...asked, challenge: bytes(asked.challenge), allowCredentials: known(asked.allowCredentials),
  } });
  const { authenticatorData, signature, userHandle } = used.response;
  return said(used, {
    authenticatorData: text(authenticatorData), signature: text(signature), userHandle: userHandle ? text(userHandle) : null,
  });
};
const said = (one, response) => ({
  type: one.type, id: one.id, rawId: text(one.rawId), authenticatorAttachment: one.authenticatorAttachment,
  response: { clientDataJSON: text(one.response.clientDataJSON), ...response },
  clientExtensionResults: one.getClientExtensionResults(),
});
const options = async (form) => {
  const here = form.querySelector("script[type='application/json']");
  if (here) return JSON.parse(here.textContent);
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(answer.status);
  return (await answer.json()).request_options;
};
for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.PublicKeyCredential) continue;
  const act = form.dataset.passkey === "make" ? make : use;
  const refused = form.querySelector("[role=alert]");
  form.hidden = false;
  form.onsubmit = async (event) => {
    event.preventDefault();
    refused.hidden = true;
    try {
      form.elements.credential.value = JSON.stringify(await act(await options(form)));
      form.submit();
    } catch {
      refused.hidden = false;
    }
  };
}
