// How the scripts beside this one give their answers: one JSON object, by what was asked.

/** Run each of the functions in turn, where the job asks for it, and print what they give. */
export async function answer(functions) {
  const wanted = process.argv.slice(3);
  const given = {};
  for (const name of wanted) {
    given[name] = await functions[name]();
  }
  process.stdout.write(JSON.stringify(given));
}

/** The message of the error that a promise ends with; null if it ends with none. */
export async function failure(promise) {
  try {
    await promise;
    return null;
  } catch (error) {
    return String(error.message);
  }
}

/** Everything that a stream gives. */
export async function gathered(stream) {
  const all = [];
  for await (const one of stream) {
    all.push(one);
  }
  return all;
}
