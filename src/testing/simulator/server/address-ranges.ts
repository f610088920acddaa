import { isIpOrCidr, isIpv4 } from '../../../model/go/addresses';

/** A test of addresses for a value such as `10.0.0.0/8` or `10.1.2.3`; `undefined`, if the value is neither. */
export function rangeTest(value: string): ((address: string) => boolean) | undefined {
  if (!isIpOrCidr(value)) { return undefined; }
  const slash = value.indexOf('/');
  const first = bitsOf(slash < 0 ? value : value.slice(0, slash));
  const length = slash < 0 ? first.length : Number(value.slice(slash + 1));
  return (address) => {
    const bits = bitsOf(address);
    return bits.length === first.length && bits.slice(0, length) === first.slice(0, length);
  };
}

/** An address as its bits: 32, or 128. */
function bitsOf(address: string): string {
  if (isIpv4(address)) { return address.split('.').map((part) => Number(part).toString(2).padStart(8, '0')).join(''); }
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(address.split('%')[0]);
  if (dotted !== null) {
    const bits = bitsOf(dotted[2]);
    return bitsOf(`${dotted[1]}${parseInt(bits.slice(0, 16), 2).toString(16)}:${parseInt(bits.slice(16), 2).toString(16)}`);
  }
  const [head, tail] = address.split('%')[0].split('::').map((half) => (half === '' ? [] : half.split(':')));
  const groups = tail === undefined ? head : [...head, ...Array.from({ length: 8 - head.length - tail.length }, () => '0'), ...tail];
  return groups.map((group) => parseInt(group, 16).toString(2).padStart(16, '0')).join('');
}
