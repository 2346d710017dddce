// Calls the probes as instrumented code does and prints ns per event of each as JSON. A round fits
// into the arena and the disk catches up between rounds: this is the price a guest pays, and the
// `drain` benchmark tells what the other core can keep up with. Rounds are short, a few chunks each,
// and the least counts: what others do on the machine only ever adds to it.
import { binding } from '../../dist/lib/binding.js';

const results = {};
const enter = (1 << 6) | 1;
const enter1 = (1 << 6) | 2;
const enter2 = (1 << 6) | 3;
const leave = (1 << 6) | 10;
const leaveValue = (1 << 6) | 11;
const write = (1 << 6) | 27;
const set = (1 << 6) | 28;
const setKey = (1 << 6) | 29;
const branch = (1 << 6) | 31;

function measure(name, body, { data = 0, per = 1, count = 1e5 } = {}) {
  const loop = new Function(
    'from',
    'count',
    'data',
    `for (let i = from; i < from + count; i++) { ${body} }`,
  );
  let from = 0;
  for (; from < 4e5; from += count) loop(from, count, data);
  let least = Infinity;
  for (let round = 0; round < 60; round++) {
    binding().flush();
    const start = process.hrtime.bigint();
    loop(from, count, data);
    least = Math.min(least, Number(process.hrtime.bigint() - start) / count / per);
    from += count;
  }
  results[name] = least;
}

const strings = Array.from({ length: 100 }, (_, i) => `key ${i}`);
const objects = Array.from({ length: 100 }, (_, i) => ({ a: i, b: i }));
const few = { count: 1e4 };

// The steps of which a probe is made, on memory like the arena's.
const memory = new Int32Array(1 << 16);
const call = new Function('n', `${';'.repeat(1000)} try { return n; } finally { n++; }`);

measure('empty loop', '');
measure('step: a call that is not inlined', 'data(i)', { data: call });
measure(
  'step: store of one word',
  'const at = data[0]; data[at + 2] = i; data[0] = (at + 1) & 255',
  {
    data: memory,
  },
);
measure(
  'step: store and limit check',
  'const at = data[0]; data[at + 2] = i; data[0] = (at + 1) & 255; if (at > data[1] + 256) throw at',
  { data: memory },
);
measure('step: clock', 'process.hrtime.bigint()');
measure('calls: enter + leave', `__s$e(${enter});__s$l(${leave})`, { per: 2 });
measure('values: small integers', `__s$e1(${enter1},i);__s$v(${leaveValue},i)`, { per: 2 });
measure('tunable: enter + leave', `const m=__s$E(${enter});__s$L(${leave},m)`, { per: 2 });
measure('tunable: small integers', `const m=__s$E1(${enter1},i);__s$V(${leaveValue},m,i)`, {
  per: 2,
});
measure('values: two parameters', `__s$e2(${enter2},i,i);__s$l(${leave})`, {
  per: 2,
});
measure('values: boolean', `__s$e1(${enter1},(i&1)===0);__s$l(${leave})`, {
  per: 2,
});
measure('values: double', `__s$e1(${enter1},i+0.5);__s$l(${leave})`, {
  per: 2,
});
measure('values: known string', `__s$e1(${enter1},data[i%100]);__s$l(${leave})`, {
  data: strings,
  per: 2,
});
measure('values: known object', `__s$e1(${enter1},data[i%100]);__s$l(${leave})`, {
  data: objects,
  per: 2,
});
measure('values: the same object again', `__s$e1(${enter1},data);__s$v(${leaveValue},data)`, {
  data: objects[0],
  per: 2,
});
measure('values: new string', `__s$e1(${enter1},'k'+i);__s$l(${leave})`, { ...few, per: 2 });
measure('values: new text of 200', `__s$e1(${enter1},data+i);__s$l(${leave})`, {
  data: 'lorem ipsum dolor sit amet, '.repeat(7),
  ...few,
  per: 2,
});
measure(
  'values: new URL with a secret',
  `__s$e1(${enter1},'/find?token=k9x8c7'+i);__s$l(${leave})`,
  {
    ...few,
    per: 2,
  },
);
measure('values: new object {a,b}', `__s$e1(${enter1},{a:i,b:2});__s$l(${leave})`, {
  ...few,
  per: 2,
});
measure('values: new closure', `__s$e1(${enter1},()=>i);__s$l(${leave})`, {
  ...few,
  per: 2,
});
measure('state: branch', `__s$m1(${branch})`);
measure('state: variable, small integer', `__s$p(${write},i)`);
measure('state: variable, known object', `__s$p(${write},data[i%100])`, { data: objects });
measure('state: property', `__s$j(${set},__s$h2(data,"a").a=i,data,"a")`, { data: objects[0] });
measure('state: element', `__s$j1(${setKey},data[__s$h3(data,i%10)]=i,data,i%10)`, {
  data: Array.from({ length: 10 }, () => 0),
});
measure(
  'state: push and pop',
  `__s$h(${set},data.push(i),data,1,1);__s$h(${set},data.pop(),data,2,0)`,
  {
    data: [1, 2, 3],
  },
);
measure('state: new object {a,b}', `__s$p(${write},{a:i,b:2})`, few);
console.log(JSON.stringify(results));
