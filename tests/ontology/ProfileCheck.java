import java.io.File;
import org.semanticweb.owlapi.apibinding.OWLManager;
import org.semanticweb.owlapi.model.IRI;
import org.semanticweb.owlapi.model.OWLOntology;
import org.semanticweb.owlapi.model.OWLOntologyManager;
import org.semanticweb.owlapi.profiles.OWL2DLProfile;
import org.semanticweb.owlapi.profiles.OWLProfileReport;
import org.semanticweb.owlapi.profiles.OWLProfileViolation;
import org.semanticweb.owlapi.util.SimpleIRIMapper;

/**
 * Prints every violation of the OWL 2 DL profile in an ontology and what it imports.
 *
 * <p>Arguments: the file to check, then pairs of an imported IRI and the file that holds it. The
 * last line is "axioms N violations M", so that a run that read nothing cannot pass for a clean
 * one. https://www.w3.org/TR/owl2-profiles/
 */
public final class ProfileCheck {
    public static void main(String[] arguments) throws Exception {
        OWLOntologyManager manager = OWLManager.createOWLOntologyManager();
        for (int i = 1; i + 1 < arguments.length; i += 2) {
            IRI file = IRI.create(new File(arguments[i + 1]));
            manager.getIRIMappers().add(new SimpleIRIMapper(IRI.create(arguments[i]), file));
        }
        OWLOntology ontology =
                manager.loadOntologyFromOntologyDocument(new File(arguments[0]));
        OWLProfileReport report = new OWL2DLProfile().checkOntology(ontology);
        long axioms = ontology.importsClosure().mapToLong(each -> each.getAxiomCount()).sum();
        for (OWLProfileViolation violation : report.getViolations()) {
            System.out.println(violation);
        }
        System.out.println("axioms " + axioms + " violations " + report.getViolations().size());
    }
}
