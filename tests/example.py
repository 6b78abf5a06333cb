#!/usr/bin/env python3
"""The example investigation: makes the case and asks every question of examples/answers.md.

usage: example.py CLEW [NUMBER...]

The blocks of answers.md say what to run, what the output must contain and which words of which document the answer rests
on. NUMBER selects questions. Quoted words are looked up in the document by means of our own here, not clew's."""
import email, email.policy, html, json, os, re, shlex, shutil, subprocess, sys, tempfile

examples = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), 'examples')

def plain(text): return re.sub(r'\s+', ' ', text)

def document_text(path):
    with open(path, 'rb') as f: data = f.read()
    if path.endswith('.eml'):
        return plain(email.message_from_bytes(data, policy=email.policy.default).get_body(('plain',)).get_content())
    text = data.decode('utf-8')
    return plain(html.unescape(re.sub(r'<[^>]+>', ' ', text)) if path.endswith('.html') else text)

def strings(value):
    """Every string of a JSON value, one after the other."""
    if isinstance(value, str): yield value
    elif isinstance(value, dict):
        for member in value.values(): yield from strings(member)
    elif isinstance(value, list):
        for item in value: yield from strings(item)

def shown(output):
    """The words that an output shows: JSON strings without their escapes, or the output as it is."""
    try: return plain('\n'.join(strings(json.loads(output))))
    except ValueError: pass
    try: return plain('\n'.join(s for line in output.splitlines() for s in strings(json.loads(line))))
    except ValueError: return plain(output)

def questions():
    with open(os.path.join(examples, 'answers.md'), encoding='utf-8') as f: text = f.read()
    for number, title, block in re.findall(r'^## (\d+)\. (.*?)\n.*?^```answer\n(.*?)^```', text, re.S | re.M):
        yield number, title, [line.split(': ', 1) for line in block.splitlines()]

def ask(clew, folder, lines):
    """Runs one question; gives what is wrong with the answer, one line each."""
    given = dict(lines)
    done = subprocess.run([clew] + shlex.split(given['command'])[1:], cwd=folder, capture_output=True, encoding='utf-8', timeout=60)
    if done.returncode: return [f'exit status {done.returncode}: {done.stderr.strip()[:300]}']
    seen, wrong = shown(done.stdout), []
    source = document_text(os.path.join(examples, 'velesh', given['source'])) if 'source' in given else ''
    for word, value in lines:
        if word == 'expect' and value not in seen and value not in done.stdout: wrong.append(f'the output lacks: {value}')
        if word in ('passage', 'words') and value not in source: wrong.append(f'{given["source"]} lacks: {value}')
        if word == 'passage' and value not in seen: wrong.append(f'the output does not show: {value}')
    return wrong

def main():
    if len(sys.argv) < 2: sys.exit(__doc__)
    clew, chosen, asked, bad = os.path.abspath(sys.argv[1]), sys.argv[2:], 0, 0
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(os.path.join(examples, 'velesh'), os.path.join(folder, 'velesh'))
        subprocess.run([clew, 'add', 'demo.clew', 'velesh'], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        for number, title, lines in questions():
            if chosen and number not in chosen: continue
            asked += 1
            wrong = ask(clew, folder, lines)
            bad += bool(wrong)
            for line in wrong: print(f'{number}. {title}\n    {line}')
    print(f'{asked - bad} of {asked} questions answered right')
    sys.exit(bool(bad) or not asked)

if __name__ == '__main__': main()
