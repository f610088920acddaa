"""What README.md shows to users of Python: its code, as jsii-rosetta translates it, compiles, and its programs run."""
import importlib.metadata
import os
import re

text = importlib.metadata.metadata("cdk8s-istio").get_payload()
snippets = re.findall(r"^```python[^\n]*\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
compiled = [compile(snippet, f"README.md, snippet {number}", "exec") for number, snippet in enumerate(snippets, 1)]
programs = [code for code, snippet in zip(compiled, snippets) if "app = App()" in snippet]
for program in programs:
    exec(program, {})
    print(sorted(os.listdir(os.environ["CDK8S_OUTDIR"])))
print(f"{len(snippets)} snippets, {len(programs)} programs")
if len(snippets) < 8 or len(programs) < 2:
    raise SystemExit("README.md has more than that")
