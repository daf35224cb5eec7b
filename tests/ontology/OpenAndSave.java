import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.semanticweb.owlapi.apibinding.OWLManager;
import org.semanticweb.owlapi.formats.FunctionalSyntaxDocumentFormat;
import org.semanticweb.owlapi.formats.RDFXMLDocumentFormat;
import org.semanticweb.owlapi.formats.TurtleDocumentFormat;
import org.semanticweb.owlapi.io.StreamDocumentSource;
import org.semanticweb.owlapi.model.IRI;
import org.semanticweb.owlapi.model.OWLAxiom;
import org.semanticweb.owlapi.model.OWLDocumentFormat;
import org.semanticweb.owlapi.model.OWLLogicalAxiom;
import org.semanticweb.owlapi.model.OWLOntology;
import org.semanticweb.owlapi.model.OWLOntologyManager;
import org.semanticweb.owlapi.profiles.OWL2DLProfile;
import org.semanticweb.owlapi.profiles.OWLProfileViolation;
import org.semanticweb.owlapi.util.SimpleIRIMapper;

/**
 * Does to each file what Protégé does: opens it with what it imports, checks the OWL 2 DL profile,
 * merges, saves in three syntaxes and opens what was saved.
 *
 * <p>Arguments: the files, "--", then pairs of an imported IRI and the file that holds it. Prints,
 * with tabs between: "read", file, axioms, logical axioms; "violation", file, what is wrong with
 * which axiom; "saved", file, syntax, logical axioms that came back; "lost" and "added", file,
 * syntax, a logical axiom that did not come back, or that was not there before.
 * https://www.w3.org/TR/owl2-profiles/
 */
public final class OpenAndSave {
    private static final Map<String, OWLDocumentFormat> SYNTAXES = new LinkedHashMap<>();

    static {
        SYNTAXES.put("turtle", new TurtleDocumentFormat());
        SYNTAXES.put("rdfxml", new RDFXMLDocumentFormat());
        SYNTAXES.put("functional", new FunctionalSyntaxDocumentFormat());
    }

    public static void main(String[] arguments) throws Exception {
        List<String> given = List.of(arguments);
        int end = given.indexOf("--");
        for (String file : given.subList(0, end)) {
            open(file, given.subList(end + 1, given.size()));
        }
    }

    private static void open(String file, List<String> catalog) throws Exception {
        OWLOntologyManager manager = OWLManager.createOWLOntologyManager();
        for (int i = 0; i + 1 < catalog.size(); i += 2) {
            IRI place = IRI.create(new File(catalog.get(i + 1)));
            manager.getIRIMappers().add(new SimpleIRIMapper(IRI.create(catalog.get(i)), place));
        }
        OWLOntology ontology = manager.loadOntologyFromOntologyDocument(new File(file));
        Set<OWLAxiom> axioms =
                ontology.importsClosure().flatMap(OWLOntology::axioms).collect(Collectors.toSet());
        Set<OWLAxiom> logical = logical(axioms);
        tell("read", file, axioms.size(), logical.size());
        for (OWLProfileViolation one : new OWL2DLProfile().checkOntology(ontology).getViolations()) {
            tell("violation", file, one);
        }
        OWLOntology merged =
                OWLManager.createOWLOntologyManager()
                        .createOntology(axioms, IRI.create("urn:test:merged"));
        for (Map.Entry<String, OWLDocumentFormat> syntax : SYNTAXES.entrySet()) {
            Set<OWLAxiom> back = logical(again(merged, syntax.getValue()));
            tell("saved", file, syntax.getKey(), back.size());
            without(logical, back).forEach(one -> tell("lost", file, syntax.getKey(), one));
            without(back, logical).forEach(one -> tell("added", file, syntax.getKey(), one));
        }
    }

    private static Set<OWLAxiom> again(OWLOntology ontology, OWLDocumentFormat syntax)
            throws Exception {
        ByteArrayOutputStream saved = new ByteArrayOutputStream();
        ontology.saveOntology(syntax, saved);
        StreamDocumentSource source =
                new StreamDocumentSource(
                        new ByteArrayInputStream(saved.toByteArray()),
                        IRI.create("urn:test:saved"),
                        syntax,
                        null);
        return OWLManager.createOWLOntologyManager()
                .loadOntologyFromOntologyDocument(source)
                .axioms()
                .collect(Collectors.toSet());
    }

    private static Set<OWLAxiom> logical(Set<OWLAxiom> axioms) {
        return axioms.stream()
                .filter(one -> one instanceof OWLLogicalAxiom)
                .collect(Collectors.toSet());
    }

    private static Stream<OWLAxiom> without(Set<OWLAxiom> some, Set<OWLAxiom> others) {
        return some.stream().filter(one -> !others.contains(one));
    }

    private static void tell(Object... words) {
        List<String> texts = new ArrayList<>();
        for (Object word : words) {
            texts.add(word.toString().replaceAll("\\s+", " "));
        }
        System.out.println(String.join("\t", texts));
    }
}
