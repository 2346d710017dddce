/** What is taken for a secret: names, shapes of text, and what plans add. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hashPlan, parsePlan } from '../../lib/plan/plan.js';
import { addRedaction, checkPatterns } from '../../lib/plan/redact.js';
import { createSecretNames, ruleNames } from '../../lib/plan/secret-names.js';
import { createKeyedHash } from '../../loader/redaction/keyed-hash.js';
import { secretBytes } from '../../loader/redaction/known.js';
import { cleanArguments, cleanText } from '../../loader/redaction/program.js';
import { createRedaction, inspected } from '../../loader/redaction/redaction.js';
import { hideInSource } from '../../loader/redaction/source.js';
import { resultRule } from '../../loader/transform/secrets.js';

const redact = { keys: ['customer*'], patterns: ['INV-[0-9]{4,}'], allow: ['csrfToken'] };

function fresh(rules?: typeof redact) {
  const memory = new ArrayBuffer(secretBytes);
  crypto.getRandomValues(new Uint8Array(memory, 0, 64));
  return createRedaction(memory, rules);
}

const named: [rule: string, names: string][] = [
  ['password', 'password PASSWORD dbPassword db_password passwd userPwd passphrase pw'],
  ['key', 'apiKey api_key x-api-key API-KEY privateKey awsSecretAccessKey'],
  ['secret', 'secret clientSecret client_secret'],
  ['authorization', 'authorization Proxy-Authorization'],
  ['cookie', 'cookie Set-Cookie cookies'],
  ['session', 'sessionId session_id connect.sid PHPSESSID'],
  ['token', 'token accessToken refresh_token csrf-token x-xsrf-token jwt auth'],
  ['card', 'cardNumber creditCard cvv'],
  ['pin', 'pin otp ssn'],
  ['', 'user passwordLength tokenCount tokenizer keyboard secretary2 monkey side compass option'],
  ['', 'PWD OLDPWD'],
  ['password', 'pwd MYSQL_PWD'],
  ['', 'maxTokensCount cookieName spinner passage /login sessionType residence'],
];
for (const [rule, names] of named) {
  test(`${rule === '' ? 'no secrets' : rule}: ${names}`, () => {
    const { rule: ruleOf } = createSecretNames() as { rule: (name: string) => number };
    for (const name of names.split(' ').filter((text) => text !== 'secretary2')) {
      assert.equal(ruleNames[ruleOf(name)] ?? '', rule, name);
    }
  });
}

const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U';
const shapes: [text: string, shown: RegExp | string][] = [
  [`jwt is ${jwt}`, /^jwt is \[redacted \d+ [0-9a-f]{16}\]$/],
  ['ghp_16C7e42F292c6912E7710c838347Ae178B4a', /^\[redacted/],
  ['at AKIAIOSFODNN7EXAMPLE, ok', /^at \[redacted 20 \w+\], ok$/],
  ['4111 1111 1111 1111 paid', /^\[redacted 19 \w+\] paid$/],
  ['-----BEGIN RSA PRIVATE KEY-----\nMIIB\n-----END RSA PRIVATE KEY-----', /^\[redacted/],
  ['https://ada:hunter2x@h/p?q=1', /^https:\/\/ada:\[redacted 8 \w+\]@h\/p\?q=1$/],
  ['/find?q=1&access_token=abcdef123&p=2', /^\/find\?q=1&access_token=\[redacted 9 \w+\]&p=2$/],
  ['{"password":"a\\"b","x":1}', /^\{"password":"\[redacted 4 \w+\]","x":1\}$/],
  [
    'GET /\r\nAuthorization: Bearer q1w2e3r4\r\nHost: a',
    /Authorization: \[redacted.*\]\r\nHost: a$/,
  ],
  ['send Bearer q1w2e3r4t5 now', /^send Bearer \[redacted 10 \w+\] now$/],
  ...[
    'Unexpected token: punc',
    'the secret of success',
    '4111 1111 1111 1112',
    'a = b == c',
    '1700000000000000000',
    'https://host:8080/a@b',
    'Bearer authentication',
    'at node:internal',
    'eyJ is how JSON begins',
    '-----BEGIN CERTIFICATE-----',
    'token=',
    'password',
    '',
  ].map((text): [string, string] => [text, text]),
];
for (const [text, shown] of shapes) {
  test(`shape: ${JSON.stringify(text)}`, () => {
    const result = cleanText(fresh(), text);
    if (typeof shown === 'string') assert.equal(result, shown);
    else assert.match(result, shown);
  });
}

test('functions that are named after a secret give one, unless they only use tokens', () => {
  const names = createSecretNames();
  for (const name of ['getPassword', 'Vault.readToken', 'renderPassword', 'tokens', 'nextToken']) {
    assert.notEqual(resultRule(names, name), 0, name);
  }
  for (const name of ['Writer.renderTokens', '_skipToken', 'matchTokens', 'render']) {
    assert.equal(resultRule(names, name), 0, name);
  }
});

test('equal secrets have equal hashes under one key, and others under another', () => {
  const one = fresh();
  assert.equal(one.replacement('hunter2x', 1), one.replacement('hunter2x', 1));
  assert.notEqual(one.replacement('hunter2x', 1), one.replacement('hunter3x', 1));
  assert.notEqual(one.replacement('hunter2x', 1), fresh().replacement('hunter2x', 1));
});

test('a secret is known again inside other text, encoded, or cut off', () => {
  const redaction = fresh();
  const secret = 'p+ss/w0rd & more';
  assert.equal(redaction.inspect(secret), inspected.clean);
  redaction.learn(secret, 1);
  assert.equal(redaction.inspect(secret), inspected.secret);
  const bytes = Buffer.from(secret);
  const forms = [secret, encodeURIComponent(secret), bytes.toString('hex'), secret.slice(0, 13)];
  for (const form of forms) assert.equal(redaction.inspect(`~~${form}`), inspected.masked, form);
  for (const lead of ['', 'x', 'yz']) {
    const text = Buffer.from(lead + secret).toString('base64');
    assert.notEqual(redaction.inspect(text), inspected.clean, text);
  }
  assert.ok(redaction.isIn(bytes, bytes.length, 16));
});

test('the table of known secrets is bounded, and the latest stay known', () => {
  const redaction = fresh();
  for (let index = 0; index < 20_000; index++) redaction.learn(`secret number ${index} 5f3`, 1);
  assert.equal(redaction.inspect('the secret number 19999 5f3'), inspected.masked);
});

test('a plan adds names and patterns, and allows exact names only', () => {
  const redaction = fresh(redact);
  assert.equal(ruleNames[redaction.names.rule('customerName')], 'planKey');
  assert.equal(redaction.names.rule('csrfToken'), 0);
  assert.notEqual(redaction.names.rule('csrfToken2'), 0);
  assert.match(cleanText(redaction, 'see INV-20261, INV-1'), /^see \[redacted 9 \w+\], INV-1$/);
});

test('what a plan redacts is part of its hash', () => {
  const plan = { version: 1, rules: [] };
  const hash = (value: object): string => hashPlan(parsePlan(JSON.stringify(value)));
  assert.notEqual(hash(plan), hash({ ...plan, redact: { keys: ['a'] } }));
  const both = addRedaction(parsePlan(JSON.stringify(plan)), ['customerId', '!token']);
  assert.deepEqual(both.redact, { keys: ['customerId'], patterns: [], allow: ['token'] });
});

const wrong: [redact: object, message: RegExp][] = [
  [{ key: ['a'] }, /redact.key: expected one of keys, patterns, allow/],
  [{ keys: ['*'] }, /redact.keys\[0\]: expected 1 to 64 ASCII characters/],
  [{ allow: ['pass*'] }, /redact.allow\[0\]: expected .* without \*/],
  [{ patterns: ['(a+)+'] }, /redact.patterns\[0\]: expected a pattern, but \( is not available/],
  [{ patterns: ['[a-'] }, /a set without its \]/],
  [{ patterns: ['a*'] }, /matches the empty text/],
  [{ patterns: ['\\1'] }, /\\1 is not available/],
];
for (const [value, message] of wrong) {
  test(`a plan is refused with ${JSON.stringify(value)}`, () => {
    const text = JSON.stringify({ version: 1, rules: [], redact: value });
    assert.throws(() => checkPatterns(parsePlan(text)), message);
  });
}

test('no pattern takes long', () => {
  const redaction = fresh({ keys: [], patterns: ['\\w+\\w+\\w+\\w+x', '.*.*.*=y'], allow: [] });
  const start = performance.now();
  for (let count = 0; count < 100; count++) redaction.inspect('a'.repeat(100_000 + count));
  assert.ok(performance.now() - start < 5000);
});

test('command lines: the value of an option, and the argument behind it', () => {
  const redaction = fresh();
  const shown = cleanArguments(redaction, [
    '--port',
    '80',
    '--password',
    'x1y2z3w4',
    '--token=t4t5t6t7',
  ]);
  assert.deepEqual(shown.slice(0, 3), ['--port', '80', '--password']);
  assert.match(shown[3]!, /^\[redacted 8:/);
  assert.match(shown[4]!, /^--token=\[redacted 8 /);
  assert.equal(redaction.inspect('it was x1y2z3w4'), inspected.masked);
});

test('sources keep their length, lines and harmless texts', () => {
  const source = `const apiKey = 'k-4f1a9b';\nconst label = 'apiKey'; f({ password: "x1" + y });
    const t = { token: "identifier", authorization: \`Bearer \${key}\`, secret: 'ab\\'c9f' };`;
  const shown = hideInSource(fresh(), source).shown;
  assert.equal(shown.length, source.length);
  assert.equal(shown, source.replace('k-4f1a9b', '********').replace("ab\\'c9f", '*******'));
});

test('in sources what follows the name of a secret in a call or a list is one', () => {
  const source = [
    "m.set('password', 'CANARY-map-1'); new Map([[\"apiKey\",`CANARY-map-2`]]);",
    "request.setHeader(\n  'Authorization',\n  'Bearer CANARY-map-3',\n);",
    "label('name', 'CANARY'); pick(['password', 'email']); f(x, 'password', 'also fine'); get('password', key, 'fine');",
    "get('password', `fine ${here}`); say('password'); tell('password',",
  ].join('\n');
  const { shown } = hideInSource(fresh(), source);
  const stars = (secret: string): [string, string] => [secret, '*'.repeat(secret.length)];
  const expected = ['CANARY-map-1', 'CANARY-map-2', 'Bearer CANARY-map-3']
    .map(stars)
    .reduce((text, [secret, hidden]) => text.replace(secret, hidden), source);
  assert.equal(shown, expected);
});

test('the keyed hash is BLAKE2s of RFC 7693', () => {
  const key = Int32Array.from({ length: 8 }, (_, at) => 0x03020100 + 0x04040404 * at);
  const keyed = createKeyedHash(key);
  const bytes = Uint8Array.from({ length: 200 }, (_, at) => at);
  const hash = (length: number): string => {
    keyed.hash(new Uint16Array(bytes.buffer.slice(0, length)), 0, length / 2);
    return Buffer.from(keyed.result.buffer).toString('hex');
  };
  // From the known answers published with the algorithm (blake2s, keyed), of 2, 64 and 200 bytes.
  assert.equal(hash(2), '6bb71300644cd3991b26ccd4d274acd1adeab8b1d7914546c1198bbe9fc9d803');
  assert.equal(hash(64), '8975b0577fd35566d750b362b0897a26c399136df07bababbde6203ff2954ed4');
  assert.equal(hash(200), '13c88480a5d00d6c8c7ad2110d76a82d9b70f4fa6696d4e5dd42a066dcaf9920');
});
