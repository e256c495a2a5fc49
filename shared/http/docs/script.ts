/** Sends what a form of the page says, and shows the reply. What is typed stays in the page. */
export const docsScript = `'use strict';
const valueOf = (id) => document.getElementById(id).value;

function authorization() {
  const [user, password] = [valueOf('user'), valueOf('password')];
  if (!user && !password) return {};
  const bytes = new TextEncoder().encode(user + ':' + password);
  return { authorization: 'Basic ' + btoa(String.fromCharCode(...bytes)) };
}

function requestOf(form) {
  const query = new URLSearchParams();
  const headers = form.dataset.open ? {} : authorization();
  let path = form.dataset.path;
  for (const field of form.querySelectorAll('[data-in]')) {
    const value = field.value.trim();
    if (field.dataset.in === 'path') path = path.replace('{' + field.name + '}', encodeURIComponent(value));
    if (value === '') continue;
    if (field.dataset.in === 'query') query.set(field.name, value);
    if (field.dataset.in === 'header') headers[field.name] = value;
  }
  const body = form.querySelector('textarea');
  if (body && body.value.trim() !== '') headers['content-type'] = form.querySelector('select[name="content-type"]')?.value ?? 'application/json';
  const search = query.size > 0 ? '?' + query : '';
  return [path + search, { method: form.dataset.method, headers, ...(body && body.value.trim() !== '' ? { body: body.value } : {}) }];
}

async function textOf(reply) {
  const type = reply.headers.get('content-type') ?? '';
  if (!/json|text/.test(type)) {
    const { size } = await reply.blob();
    return size === 0 ? 'No body' : size + ' bytes of ' + type;
  }
  const text = await reply.text();
  const isFile = reply.headers.has('content-disposition');
  return /json/.test(type) && !isFile ? JSON.stringify(JSON.parse(text), null, 2) : text;
}

async function send(form) {
  const out = form.querySelector('output');
  const pre = form.querySelector('pre.reply');
  pre.hidden = true;
  out.textContent = 'Sending …';
  const start = performance.now();
  try {
    const reply = await fetch(...requestOf(form));
    pre.textContent = await textOf(reply);
    out.textContent = 'Status ' + reply.status + ' after ' + Math.round(performance.now() - start) + ' ms';
  } catch (error) {
    out.textContent = 'No reply';
    pre.textContent = String(error);
  }
  pre.hidden = false;
}

for (const form of document.querySelectorAll('form[data-path]'))
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    send(form);
  });

function openTarget() {
  const target = document.getElementById(location.hash.slice(1));
  if (target && target.tagName === 'DETAILS') target.open = true;
}
addEventListener('hashchange', openTarget);
openTarget();
`;
