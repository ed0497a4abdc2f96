// What ajv-cli says about files with one mistake each. Run by Node.js: see `errors.py`.
//
//     node ask_ajv.js FOLDER-OF-AJV-CLI OPTION… < JSON list of [schema, file]
//
// It runs the very command of `ajv validate`, one file at a time, since that ends at a file that it cannot read;
// but all of them in one process, since starting Node.js takes longer than the work.
const path = require("path");
const [folder, ...options] = process.argv.slice(2);
const minimist = require(require.resolve("minimist", { paths: [folder] }));
const { execute } = require(path.join(folder, "dist", "commands", "validate.js")).default;

class Exit extends Error {
  constructor(code) {
    super();
    this.code = code;
  }
}

function answer([schema, file]) {
  const printed = [];
  console.log = console.error = (...words) => printed.push(words.join(" "));
  process.exit = (code) => {
    throw new Exit(code);
  };
  let code = 0;
  try {
    code = execute(minimist(["validate", ...options, "-s", schema, "-d", file])) ? 0 : 1;
  } catch (error) {
    if (!(error instanceof Exit)) throw error;
    code = error.code;
  }
  return { printed: printed.join("\n"), code };
}

let given = "";
process.stdin.on("data", (piece) => (given += piece));
process.stdin.on("end", () => process.stdout.write(JSON.stringify(JSON.parse(given).map(answer))));
