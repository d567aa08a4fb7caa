import { parseArgs } from 'node:util';

/** An option of curl by its long name, with its value if it takes one; a word that is no option is a `url`. */
export type CurlOption = { readonly name: string; readonly value: string | null };

/** What is understood, by its short letter; `url` and the like have none. */
const withValue: Readonly<Record<string, string>> = {
  request: 'X',
  header: 'H',
  data: 'd',
  'data-ascii': '',
  'data-binary': '',
  'data-raw': '',
  'data-urlencode': '',
  json: '',
  form: 'F',
  'form-string': '',
  user: 'u',
  'oauth2-bearer': '',
  'user-agent': 'A',
  referer: 'e',
  cookie: 'b',
  range: 'r',
  url: '',
  'url-query': '',
  'upload-file': 'T',
  'max-time': 'm',
  'max-redirs': '',
  cacert: '',
  cert: 'E',
  key: '',
};

/** What takes a value and says nothing of the request itself. */
const valueDropped =
  'abstract-unix-socket:,alt-svc:,aws-sigv4:,capath:,cert-type:,ciphers:,config:K,connect-timeout:,connect-to:,continue-at:C,' +
  'cookie-jar:c,crlfile:,curves:,dns-servers:,dns-interface:,doh-url:,dump-header:D,ech:,engine:,expect100-timeout:,' +
  'happy-eyeballs-timeout-ms:,haproxy-clientip:,hostpubmd5:,hsts:,interface:,ip-tos:,ipfs-gateway:,keepalive-time:,keepalive-cnt:,' +
  'key-type:,limit-rate:,local-port:,login-options:,max-filesize:,netrc-file:,noproxy:,output:o,output-dir:,parallel-max:,' +
  'pass:,pinnedpubkey:,preproxy:,proto:,proto-default:,proto-redir:,proxy:x,proxy-cacert:,proxy-cert:,proxy-header:,proxy-key:,' +
  'proxy-user:U,pubkey:,quote:Q,rate:,resolve:,retry:,retry-delay:,retry-max-time:,service-name:,socks4:,socks5:,' +
  'socks5-hostname:,speed-limit:Y,speed-time:y,stderr:,time-cond:z,tls-max:,tls13-ciphers:,tlsauthtype:,trace:,' +
  'trace-ascii:,trace-config:,unix-socket:,variable:,vlan-priority:,write-out:w';

const switches: Readonly<Record<string, string>> = {
  get: 'G',
  head: 'I',
  insecure: 'k',
  location: 'L',
  'location-trusted': '',
  compressed: '',
  next: ':',
  silent: 's',
  'show-error': 'S',
  include: 'i',
  verbose: 'v',
  fail: 'f',
  'remote-name': 'O',
  'remote-header-name': 'J',
  globoff: 'g',
  ipv4: '4',
  ipv6: '6',
  http1: '',
  'http1.1': '',
  http2: '',
  'http1.0': '0',
  'no-buffer': 'N',
  'progress-bar': '#',
  disable: 'q',
  netrc: 'n',
  tlsv1: '1',
  anyauth: '',
  basic: '',
  digest: '',
  ntlm: '',
  negotiate: '',
};

/** What changes the request and can't be kept, with what to say of it. */
export const notCarried: Readonly<Record<string, string>> = {
  'aws-sigv4': 'signatures of AWS are not made: --aws-sigv4 was left out',
  config: 'the file of --config was not read',
  'connect-to': 'connect where the name leads: --connect-to was left out',
  digest: 'digest authentication needs two requests: --digest was left out',
  negotiate: '--negotiate was left out',
  netrc: 'the file .netrc was not read',
  'netrc-file': 'the file of --netrc-file was not read',
  ntlm: '--ntlm was left out',
  proxy: 'the proxy was left out',
  resolve: 'connect where the name leads: --resolve was left out',
  socks5: 'the proxy was left out',
  'unix-socket': '--unix-socket was left out',
};

/** The words of a curl command, its name left out, in their order. */
export function readCurlOptions(words: readonly string[]): readonly CurlOption[] {
  const { tokens } = parseArgs({
    args: [...words],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  return tokens.flatMap((token): CurlOption[] => {
    if (token.kind === 'positional') return [{ name: 'url', value: token.value }];
    return token.kind === 'option' ? [{ name: token.name, value: token.value ?? null }] : [];
  });
}

type Option = { type: 'string' | 'boolean'; short?: string };

const options: Readonly<Record<string, Option>> = Object.fromEntries([
  ...Object.entries(withValue).map(([name, short]) => option(name, 'string', short)),
  ...valueDropped.split(',').map((entry) => {
    const [name = '', short = ''] = entry.split(':');
    return option(name, 'string', short);
  }),
  ...Object.entries(switches).map(([name, short]) => option(name, 'boolean', short)),
]);

function option(name: string, type: Option['type'], short: string): [string, Option] {
  return [name, short === '' ? { type } : { type, short }];
}
