package com.scrydon.scim.schemas;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * A string in a Java source, text blocks too; comments and names are none.
 *
 * @param where file and line
 */
record Literal(String where, String text) {

    /** All of them, as the compiler reads them. */
    static List<Literal> in(Collection<Path> sources) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            var task = (JavacTask) compiler.getTask(null, files, null, List.of("-proc:none"), null,
                    files.getJavaFileObjectsFromPaths(sources));
            var found = new ArrayList<Literal>();
            var positions = Trees.instance(task).getSourcePositions();
            for (var unit : task.parse()) {
                new Scanner(unit, positions, found).scan(unit, null);
            }
            return found;
        }
    }

    private static final class Scanner extends TreeScanner<@Nullable Void, @Nullable Void> {

        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<Literal> found;

        Scanner(CompilationUnitTree unit, SourcePositions positions, List<Literal> found) {
            this.unit = unit;
            this.positions = positions;
            this.found = found;
        }

        @Override
        public @Nullable Void visitLiteral(LiteralTree literal, @Nullable Void nothing) {
            if (literal.getValue() instanceof String text) {
                var file = Path.of(unit.getSourceFile().toUri()).getFileName();
                var line = unit.getLineMap().getLineNumber(positions.getStartPosition(unit, literal));
                found.add(new Literal(file + ":" + line, text));
            }
            return null;
        }
    }
}
