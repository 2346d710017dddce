// What V8 quotes of an expression in its messages is the program's own text.
const told = (f) => {
  try {
    log('nothing', f());
  } catch (e) {
    log(e.message);
  }
};
function quoted(x, o, k, list) {
  told(() => { const [[a] = x = 5] = []; return a; });
  told(() => { const [[a] = o.p = 5] = []; return a; });
  told(() => { const [[a] = o[k] = 5] = []; return a; });
  told(() => { const { a: [b] = x++ } = {}; return b; });
  told(() => { let a; [[a] = list.push(1)] = []; return a; });
  told(() => (([a] = x = 6) => a)());
  told(() => `${x = 7}`());
  told(() => `${o.p = 7}`.a.b());
  told(() => [x = 8]());
  told(() => [o[k] = 8].a());
  told(() => (x = 9)());
  told(() => [...(o.p = 9)]);
  told(() => (k, o.p++)());
  return [x, o, list];
}
log(JSON.stringify(quoted(1, {}, 'key', [])));
