#!/usr/bin/env node
// Says clearly when Node is too old, since TypeScript sources would fail with a syntax error there.
import * as nodeModule from 'node:module';

const nodeMajorMin = 24;
if (Number(process.versions.node.split('.')[0]) < nodeMajorMin) {
  process.stderr.write(
    `hallpass needs Node ${nodeMajorMin} or newer; this is ${process.version}. ` +
      'In a checkout, `npm install` brings one and `npx hallpass` uses it.\n',
  );
  process.exit(1);
}
nodeModule.enableCompileCache();
const { useLeanImports } = await import('./lean-imports.js');
useLeanImports();
const { main } = await import('../src/main.ts');
await main(process.argv);
