function f(a) {
  if (a === 1) return
  ;(log)(1);
  if (a === 2) return () => {}
  (log)(2);
  if (a === 3) return(a, 'list')
  if (a === 4) return"string"
  if (a === 5) return/re/.test('re')
  if (a === 6) return ( // comment
    a // another
  ) /* behind */ ;
  if (a === 7) return `template ${a}`
  if (a === 8) return {
    a }
  do return
  while (a)
}
for (let i = 1; i < 10; i++) log(typeof f(i), f(i));
