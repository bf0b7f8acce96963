package dev.stasis.image.tool;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Numbers that have a name, by the field that they are in. A number without one is shown as it is. */
final class NumberNames {
    /** As {@code crit} has them: a zombie is 2 in an image, but its name is that of 3. */
    private static final NumberNames TASK_STATE = of("1 Alive 3 Zombie 6 Stopped");

    private static final NumberNames NONE = of("");
    private static final Map<String, NumberNames> SOCKET = Map.of(
            "family", of("1 UNIX 2 INET 10 INET6 16 NETLINK 17 PACKET"),
            "type", of("1 STREAM 2 DGRAM 3 RAW 5 SEQPACKET 10 PACKET"),
            "proto", of("0 IP 6 TCP 17 UDP 136 UDPLITE"),
            "state",
                    of("1 ESTABLISHED 2 SYN_SENT 3 SYN_RECV 4 FIN_WAIT1 5 FIN_WAIT2 6 TIME_WAIT 7 CLOSE 8 CLOSE_WAIT"
                            + " 9 LAST_ACK 10 LISTEN"));

    private final Map<Integer, String> names = new HashMap<>();
    private final Map<String, Integer> numbers = new HashMap<>();

    private NumberNames() {}

    /** The table for a field: {@code dictionary} as its schema names it. */
    static NumberNames table(String dictionary, String field) {
        return switch (dictionary) {
            case "gen" -> TASK_STATE;
            case "sk" -> SOCKET.getOrDefault(field, NONE);
            default -> throw new IllegalArgumentException("no table of names is called " + dictionary);
        };
    }

    @Nullable
    String name(int number) {
        return names.get(number);
    }

    int number(String name) {
        Integer number = numbers.get(name);
        return number != null ? number : (int) Numbers.fit(Numbers.parse(name), Integer.SIZE);
    }

    private static NumberNames of(String table) {
        NumberNames names = new NumberNames();
        String[] words = table.isEmpty() ? new String[0] : table.split(" ");
        for (int i = 0; i < words.length; i += 2) {
            names.names.put(Integer.valueOf(words[i]), words[i + 1]);
            names.numbers.put(words[i + 1], Integer.valueOf(words[i]));
        }
        return names;
    }
}
