/** What a user gives the page to send, as a list of {path, file}; an empty folder is a path that ends in a slash. */

export function fromInput(files) {
  return [...files].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
}

/** To be called while the event runs: later a browser no longer tells what was dropped. */
export function fromDrop(dataTransfer) {
  const items = [...dataTransfer.items].filter(({ kind }) => kind === 'file');
  const entries = items.map((item) => item.webkitGetAsEntry?.() ?? item.getAsFile()).filter(Boolean);
  const handle = entries.length === 1 && entries[0].isFile ? items[0].getAsFileSystemHandle?.() : null;
  return Promise.all([Promise.all(entries.map(gather)), handle]).then(([lists, first]) => ({ chosen: lists.flat(), handle: first }));
}

async function gather(entry) {
  if (entry instanceof File) return [{ path: entry.name, file: entry }];
  const path = entry.fullPath.replace(/^\//, '');
  if (entry.isFile) return [{ path, file: await new Promise((resolve, reject) => entry.file(resolve, reject)) }];
  const children = await childrenOf(entry.createReader());
  if (!children.length) return [{ path: `${path}/`, file: new File([], '') }];
  return (await Promise.all(children.map(gather))).flat();
}

/** A reader gives some at a time, and none when it has no more. */
async function childrenOf(reader) {
  const children = [];
  for (;;) {
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (!some.length) return children;
    children.push(...some);
  }
}
