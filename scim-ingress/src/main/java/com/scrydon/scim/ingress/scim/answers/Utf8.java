package com.scrydon.scim.ingress.scim.answers;

import com.scrydon.scim.ingress.scim.problems.ScimProblem.InvalidSyntax;
import com.scrydon.scim.ingress.scim.problems.Verdict;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** JSON between systems is UTF-8 (RFC 8259 §8.1). Bytes that are not would end up as replacement characters in the store. */
final class Utf8 {

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private Utf8() {}

    /** The text, without a byte order mark, which parsers may forgive. */
    static Verdict<String> strictly(byte[] bytes) {
        var input = ByteBuffer.wrap(bytes);
        input.position(marked(bytes) ? BYTE_ORDER_MARK.length : 0);
        var output = CharBuffer.allocate(input.remaining());
        var decoder = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CoderResult result = decoder.decode(input, output, true);
        return result.isError()
                ? Verdict.refuse(new InvalidSyntax("The body is not UTF-8 at byte " + (input.position() + 1)))
                : Verdict.of(output.flip().toString());
    }

    private static boolean marked(byte[] bytes) {
        return bytes.length >= BYTE_ORDER_MARK.length && bytes[0] == BYTE_ORDER_MARK[0]
                && bytes[1] == BYTE_ORDER_MARK[1] && bytes[2] == BYTE_ORDER_MARK[2];
    }
}
