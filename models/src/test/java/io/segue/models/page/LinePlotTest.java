package io.segue.models.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.models.evaluation.Interval;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class LinePlotTest {
    @Test
    void isWellFormedWhateverTheNamesAndTheLocaleAre() throws Exception {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            Document lines = parsed(new LinePlot(
                            List.of("<1h", ">1h\n1,234"),
                            List.of(new LinePlot.Line("a & \"b\"", 0, List.of(0.25, 0.5))),
                            true)
                    .svg());
            Document bars =
                    parsed(new BarPlot(List.of(new BarPlot.Bar("a & b", 1, 0.5, new Interval(0.4, 0.6)))).svg());

            assertThat(elements(lines, "polyline").get(0).getAttribute("points"))
                    .matches("[\\d.]+,[\\d.]+ [\\d.]+,[\\d.]+");
            assertThat(elements(bars, "text").get(0).getTextContent()).isEqualTo("a & b");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void movesLabelsApartThatWouldOverlap() throws Exception {
        List<LinePlot.Line> lines = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            lines.add(new LinePlot.Line("model" + i, i, List.of(0.01, 0.0001 * i)));
        }

        List<Double> places = elements(parsed(new LinePlot(List.of("1", "2"), lines, true).svg()), "text").stream()
                .filter(text -> text.getAttribute("class").startsWith("label"))
                .map(text -> Double.valueOf(text.getAttribute("y")))
                .toList();

        assertThat(places).hasSize(10).isSorted();
        for (int i = 1; i < places.size(); i++) {
            assertThat(places.get(i) - places.get(i - 1)).isGreaterThanOrEqualTo(13.9);
        }
        assertThat(places.get(9)).as("inside the plot").isLessThan(300);
    }

    @Test
    void drawsDotsSideBySideWhereThePlacesAreNoSequence() throws Exception {
        List<LinePlot.Line> lines = List.of(
                new LinePlot.Line("a", 0, List.of(0.5, 0.1)),
                new LinePlot.Line("b", 1, List.of(0.5, 0.2)),
                new LinePlot.Line("c", 2, List.of(0.5, 0.3)));

        Document svg = parsed(new LinePlot(List.of("new", "repeat"), lines, false).svg());

        assertThat(elements(svg, "polyline")).isEmpty();
        assertThat(elements(svg, "circle"))
                .extracting(dot -> Double.valueOf(dot.getAttribute("cx")))
                .containsExactly(141.0, 371.0, 155.0, 385.0, 169.0, 399.0);
    }

    @Test
    void drawsAFewGridLinesHoweverLargeTheValues() throws Exception {
        for (double most : new double[] {0.04, 1.1, 9.5, 29}) {
            Document svg = parsed(new LinePlot(
                            List.of("1", "2"), List.of(new LinePlot.Line("loss", 0, List.of(most, most / 2))), true)
                    .svg());

            assertThat(elements(svg, "line")).as("up to %s", most).hasSizeBetween(3, 7);
        }
    }

    @Test
    void drawsAPlotOfOnePlaceAndOfNoHitsAtAll() throws Exception {
        Document svg =
                parsed(new LinePlot(List.of("click"), List.of(new LinePlot.Line("m", 0, List.of(0.0))), true).svg());

        assertThat(elements(svg, "circle")).hasSize(1);
        assertThat(svg.getDocumentElement().getTextContent()).doesNotContain("NaN");
    }

    private static Document parsed(String svg) throws ParserConfigurationException, IOException, SAXException {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    private static List<Element> elements(Document svg, String name) {
        NodeList nodes = svg.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }
}
