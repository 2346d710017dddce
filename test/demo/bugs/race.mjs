// Two payments at once from one account: each checks the balance, waits for the bank, and then
// takes its money. One account of 100 pays 80 twice.
import { setTimeout as sleep } from 'node:timers/promises';

const accounts = new Map([['alice', { balance: 100 }]]);

async function withdraw(name, amount) {
  const account = accounts.get(name);
  const before = account.balance;
  if (before < amount) throw new Error(`${name} has ${before}, wants ${amount}`);
  await sleep(5); // the bank says yes
  account.balance = before - amount;
  return account.balance;
}

const paid = await Promise.allSettled([withdraw('alice', 80), withdraw('alice', 80)]);
const total = paid.filter(({ status }) => status === 'fulfilled').length * 80;
console.log(`paid ${total}, left ${accounts.get('alice').balance}`);
