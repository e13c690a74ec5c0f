/* Gephi FOLDER: the Gephi Toolkit imports what FOLDER holds (NAME.gexf, NAME.gexf12,
 * NAME.graphml, NAME.dot, NAME.gml) and NAME.counts says how many nodes, edges and
 * undirected edges there are. Prints what it finds; ends with 1 where it differs. */
import java.io.File;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.gephi.graph.api.Column;
import org.gephi.graph.api.Graph;
import org.gephi.graph.api.GraphModel;
import org.gephi.graph.api.Node;
import org.gephi.io.importer.api.Container;
import org.gephi.io.importer.api.EdgeMergeStrategy;
import org.gephi.io.importer.api.ImportController;
import org.gephi.io.importer.api.Issue;
import org.gephi.io.processor.plugin.DefaultProcessor;
import org.gephi.project.api.ProjectController;
import org.gephi.project.api.Workspace;
import org.openide.util.Lookup;

public class Gephi {
    static boolean failed;

    static void check(String what, Object found, Object expected) {
        if (found.equals(expected))
            return;
        System.out.println(what + ": found " + found + ", expected " + expected);
        failed = true;
    }

    static Set<String> columns(Iterable<Column> table) {
        Set<String> names = new TreeSet<>();
        for (Column column : table)
            names.add(column.getTitle().toLowerCase());
        return names;
    }

    static void read(File file, String name, String format, int[] counts) throws Exception {
        ProjectController projects = Lookup.getDefault().lookup(ProjectController.class);
        ImportController imports = Lookup.getDefault().lookup(ImportController.class);
        projects.newProject();
        Workspace workspace = projects.getCurrentWorkspace();
        Container container = imports.importFile(file);
        container.getLoader().setEdgesMergeStrategy(EdgeMergeStrategy.NO_MERGE);
        for (Issue issue : container.getReport().getIssuesList(100)) {
            if (issue.getLevel().ordinal() >= Issue.Level.WARNING.ordinal()) {
                System.out.println(file.getName() + ": " + issue.getLevel() + " " +
                                   issue.getMessage());
                failed |= issue.getLevel().ordinal() >= Issue.Level.SEVERE.ordinal();
            }
        }
        imports.process(container, new DefaultProcessor(), workspace);
        GraphModel model = workspace.getLookup().lookup(GraphModel.class);
        Graph graph = model.getGraph();
        check(file.getName() + " nodes", graph.getNodeCount(), counts[0]);
        check(file.getName() + " edges", graph.getEdgeCount(), counts[1]);
        int undirected = 0;
        for (var edge : graph.getEdges().toArray()) {
            undirected += edge.isDirected() ? 0 : 1;
            check(file.getName() + " weight", edge.getWeight() > 0, true);
        }
        check(file.getName() + " undirected", undirected,
              format.equals("gexf") ? counts[2] : 0);
        for (String column : Arrays.asList("type", "mentions", "pagerank"))
            check(file.getName() + " node column " + column,
                  columns(model.getNodeTable()).contains(column), true);
        for (String column : Arrays.asList("layer", "quote", "symmetric"))
            check(file.getName() + " edge column " + column,
                  columns(model.getEdgeTable()).contains(column), true);
        boolean timed = format.startsWith("gexf") && counts[3] > 0;
        check(file.getName() + " dynamic", model.isDynamic(), timed);
        if (timed)
            check(file.getName() + " time", model.getTimeFormat().toString(), "DATE");
        int colored = 0;
        for (Node node : graph.getNodes().toArray())
            colored += node.getColor().equals(java.awt.Color.BLACK) ? 0 : 1;
        if (!format.equals("gml"))
            check(file.getName() + " colors", colored > 0, true);
        System.out.println(file.getName() + ": " + graph.getNodeCount() + " nodes, " +
                           graph.getEdgeCount() + " edges, " + undirected +
                           " of them undirected" + (timed ? ", with time" : ""));
        projects.closeCurrentProject();
    }

    public static void main(String[] arguments) throws Exception {
        File folder = new File(arguments[0]);
        String[] names = folder.list((where, name) -> name.endsWith(".counts"));
        Arrays.sort(names);
        for (String name : names) {
            name = name.substring(0, name.length() - 7);
            int[] counts = Arrays.stream(Files.readString(
                new File(folder, name + ".counts").toPath()).trim().split(" "))
                .mapToInt(Integer::parseInt).toArray();
            for (String format : Arrays.asList("gexf", "gexf12", "graphml")) {
                File copy = new File(folder, name + "." + format +
                                     (format.equals("gexf12") ? ".gexf" : ""));
                read(copy, name, format, counts);
            }
        }
        System.exit(failed ? 1 : 0);
    }
}
