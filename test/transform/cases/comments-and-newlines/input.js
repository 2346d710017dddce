function /* a */ f /* b */ (/* c */) /* d */ { // e
  // f
} // g
async function g() {
  await // what
    f()
  return /* { */ await /* } */ f // }
}
const h = ( // (
) => /* => */ { return } // }
settle(g()); log(f(), h());
const i = async () => ( // =>
  1 // )
)
settle(i())
