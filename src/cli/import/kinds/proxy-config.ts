import { matchLabels } from './references';
import { type ProxyConfigProps, ProxyImageType } from '../../../resources';
import { byField, labels, type Members, number, under } from '../reader';
import { constantOr } from '../values';

export const PROXY_CONFIG: Members<Omit<ProxyConfigProps, 'metadata'>> = {
  selector: matchLabels,
  concurrency: number,
  environmentVariables: labels,
  imageType: under('image', byField({ imageType: constantOr<ProxyImageType>('ProxyImageType', { ...ProxyImageType }, 'of') })),
};
