import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';

/*
 * What is public is documented: every construct, value and property, and for every optional property what happens when it
 * is left out.
 */

const SRC = join(__dirname, '..', 'src');
const layers = ['model', 'checks', 'analysis', 'resources', 'patterns', 'install', 'fleet', 'testing'];

function parse(file: string): ts.SourceFile {
  return ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022, true);
}

/** The names that a layer's index exports. */
function exportedNames(layer: string): Set<string> {
  const names = new Set<string>();
  parse(join(SRC, layer, 'index.ts')).forEachChild((node) => {
    if (ts.isExportDeclaration(node) && node.exportClause !== undefined && ts.isNamedExports(node.exportClause)) {
      node.exportClause.elements.forEach((element) => names.add(element.name.text));
    }
  });
  return names;
}

interface Member { readonly name: string; readonly text: string; readonly optional: boolean; readonly defaultText?: string }

function documentation(node: ts.Node): string {
  return ts.getJSDocCommentsAndTags(node).map((doc) => ts.isJSDoc(doc) ? ts.getTextOfJSDocComment(doc.comment) ?? '' : '').join(' ').trim();
}

function defaultOf(node: ts.Node): string | undefined {
  const tag = ts.getJSDocTags(node).find(({ tagName }) => tagName.text === 'default');
  return tag === undefined ? undefined : ts.getTextOfJSDocComment(tag.comment) ?? '';
}

function isInternal(node: ts.Node): boolean {
  const modifiers = ts.canHaveModifiers(node) ? ts.getModifiers(node) ?? [] : [];
  const hidden = modifiers.some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword || kind === ts.SyntaxKind.ProtectedKeyword);
  return hidden || ts.getJSDocTags(node).some(({ tagName }) => tagName.text === 'internal') || ts.isConstructorDeclaration(node);
}

/** All public declarations and their members. */
function* publicMembers(): Generator<Member> {
  for (const layer of layers) {
    const names = exportedNames(layer);
    for (const file of readdirSync(join(SRC, layer)).filter((name) => name.endsWith('.ts') && name !== 'index.ts')) {
      for (const node of parse(join(SRC, layer, file)).statements) {
        if (!(ts.isInterfaceDeclaration(node) || ts.isClassDeclaration(node) || ts.isEnumDeclaration(node))) { continue; }
        if (node.name === undefined || !names.has(node.name.text)) { continue; }
        yield { name: node.name.text, text: documentation(node), optional: false };
        for (const member of node.members as ts.NodeArray<ts.ClassElement | ts.TypeElement | ts.EnumMember>) {
          if (isInternal(member) || member.name === undefined) { continue; }
          const optional = ts.isPropertySignature(member) && member.questionToken !== undefined;
          yield { name: `${node.name.text}.${member.name.getText()}`, text: documentation(member), optional, defaultText: defaultOf(member) };
        }
      }
    }
  }
}

const members = [...publicMembers()];

test('the public API is found', () => {
  expect(members.length).toBeGreaterThan(400);
  expect(members.map(({ name }) => name)).toEqual(expect.arrayContaining(['CanaryRelease', 'CanaryReleaseProps.weight', 'MtlsMode.STRICT']));
});

test('everything public says what it is', () => {
  expect(members.filter(({ text }) => text === '').map(({ name }) => name)).toEqual([]);
});

test('every optional property says what happens when it is left out', () => {
  expect(members.filter(({ optional, defaultText }) => optional && (defaultText ?? '') === '').map(({ name }) => name)).toEqual([]);
});

test('no default says only that there is none', () => {
  expect(members.filter(({ defaultText }) => /^-?\s*(undefined|not set|none given)$/i.test(defaultText ?? '')).map(({ name }) => name)).toEqual([]);
});
