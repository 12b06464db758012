import { INSIDE, OUTSIDE, TUNNEL_ADDRESSES } from '../namespaces/cell.ts';

export const VICI_SOCKET = 'unix:///run/charon.vici';

/**
 * What charon reads as strongswan.conf. ESP is done in user space, always in UDP: many kernels are built without ESP, and
 * behind translators of addresses, where clients are, a kernel sends it in UDP as well.
 */
export const CHARON_CONFIGURATION = `charon {
  load = random nonce openssl hmac kdf kernel-libipsec kernel-netlink socket-default vici
  plugins {
    vici { socket = ${VICI_SOCKET} }
  }
  filelog { stderr { default = 1
    flush_line = yes } }
}
`;

/** What `swanctl` loads at one end: IKEv2 with a shared secret, one child for the origin's network. */
export function swanctlConfiguration(place: 'client' | 'gateway', secret: string): string {
  const [here, there] = place === 'client' ? [OUTSIDE.client, OUTSIDE.gateway] : [OUTSIDE.gateway, OUTSIDE.client];
  const clientNetwork = `${TUNNEL_ADDRESSES.client}/32`;
  const [ours, theirs] = place === 'client' ? [clientNetwork, INSIDE.network] : [INSIDE.network, clientNetwork];
  return `connections {
  cell {
    version = 2
    proposals = aes256gcm16-prfsha256-ecp256
    encap = yes
    dpd_delay = 30s
    local_addrs = ${here}
    remote_addrs = ${there}
    local { auth = psk
      id = ${here} }
    remote { auth = psk
      id = ${there} }
    children {
      origin {
        local_ts = ${ours}
        remote_ts = ${theirs}
        esp_proposals = aes256gcm16-ecp256
      }
    }
  }
}
secrets {
  ike-cell { secret = 0x${secret} }
}
`;
}
