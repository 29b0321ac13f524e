package ${package};

import java.util.List;

public record DogDetails(String name, List<String> tricks) {
}
