// What a catch clause shows to the program is corrected first, also before a pattern takes it apart.
function named(f) {
  try {
    new f();
  } catch (error) {
    log(error.name);
  }
}

function pattern(f) {
  try {
    function inner() {
      return f();
    }
    delete inner.name;
    return inner();
  } catch ({ message, ...rest }) {
    log(message, Object.keys(rest));
  } finally {
    log('finally');
  }
}

async function suspended(f) {
  try {
    await f();
  } catch ({ message: [first] = 'x' }) {
    log(first);
  }
  try {
    await f();
  } catch {
    log('bare');
  }
}

try {
  named(1);
} catch ({ name }) {
  log(name);
}
label: for (const f of [() => 1, 2]) {
  try {
    named(f);
    pattern(f);
    if (f !== 2) continue label;
    break;
  } catch (error) {
    log(error.name);
  }
}
suspended(() => Promise.reject(new Error('late')));
