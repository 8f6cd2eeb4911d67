package io.semsearch.datasets.download;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/** Which addresses belong to hosts of the public internet, by IANA's registries of special addresses.
 *
 * <p>All others are refused: this machine, its network, a cloud's metadata at 169.254.169.254. So are IPv6 addresses
 * that contain another address, since a gateway may deliver to that one. */
final class PublicAddresses {

    /** Not public, of IPv4. */
    private static final List<Block> SPECIAL = blocks("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8",
            "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16",
            "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3");

    /** The only part of IPv6 with public addresses. */
    private static final Block GLOBAL_6 = Block.of("2000::/3");

    /** Not public, of this part: Teredo and other protocols, documentation, 6to4. */
    private static final List<Block> SPECIAL_6 = blocks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    private PublicAddresses() {}

    /** True if a host of the public internet can have this address. */
    static boolean contain(InetAddress address) {
        return switch (address) {
            case Inet4Address ipv4 -> SPECIAL.stream().noneMatch(block -> block.contains(ipv4));
            case Inet6Address ipv6 -> GLOBAL_6.contains(ipv6)
                    && SPECIAL_6.stream().noneMatch(block -> block.contains(ipv6));
            default -> false;
        };
    }

    private static List<Block> blocks(String... blocks) {
        return Arrays.stream(blocks).map(Block::of).toList();
    }

    /** The addresses that begin with the same bits.
     *
     * @param start of the block
     * @param bits  that all have in common */
    private record Block(InetAddress start, int bits) {

        static Block of(String text) {
            int slash = text.indexOf('/');
            try {
                // a literal: no name is looked up
                return new Block(InetAddress.getByName(text.substring(0, slash)),
                        Integer.parseInt(text.substring(slash + 1)));
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException(text, e);
            }
        }

        boolean contains(InetAddress address) {
            byte[] mine = start.getAddress();
            byte[] other = address.getAddress();
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((mine[bit / 8] & mask) != (other[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
