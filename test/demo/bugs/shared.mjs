// Requests of different users share the headers of the default options: the second request goes out
// with the first user's language.
const defaults = { method: 'GET', headers: { accept: 'text/html' } };

function options(given) {
  return { ...defaults, ...given };
}

function localize(request, language) {
  if (language !== undefined) request.headers.language = language;
  return request;
}

function send(user, path) {
  const request = localize(options({ path }), user.language);
  return `${request.method} ${request.path} (${request.headers.language ?? 'any language'})`;
}

console.log(send({ name: 'Ana', language: 'pt' }, '/orders'));
console.log(send({ name: 'Bob' }, '/orders'));
