using System.Text.Json;

namespace NlSql.SemanticModel.Queries;

/// <summary>What the readers of the JSON form share: typed access to properties that reports problems with their path.</summary>
internal static class QueryJson
{
    public static JsonException Failed(IReadOnlyList<SemanticQueryError> errors) => new($"{errors[0].Path}: {errors[0].Message}");

    /// <summary>The properties of an object by name, unknown and repeated ones reported; null when it is no object.</summary>
    public static Dictionary<string, JsonElement>? Properties(JsonElement element, string path, Problems problems, params string[] known)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            problems.Add(path, "query.wrong-type", $"Expected an object with {string.Join(", ", known)}.");
            return null;
        }

        var found = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var property in element.EnumerateObject())
        {
            if (!known.Contains(property.Name, StringComparer.Ordinal))
                problems.Add($"{path}.{property.Name}", "query.unknown-property", $"There is no such property; known are {string.Join(", ", known)}.");
            else if (!found.TryAdd(property.Name, property.Value))
                problems.Add($"{path}.{property.Name}", "query.repeated-property", "The property is given twice.");
        }

        return found;
    }

    /// <summary>A property's text; null when it is absent or null.</summary>
    public static string? Text(Dictionary<string, JsonElement> properties, string name, string path, Problems problems)
    {
        if (!properties.TryGetValue(name, out var value) || value.ValueKind == JsonValueKind.Null)
            return null;
        return Name(value, $"{path}.{name}", problems);
    }

    /// <summary>An element that must be a text of 1 to 200 characters.</summary>
    public static string? Name(JsonElement value, string path, Problems problems)
    {
        if (value.ValueKind == JsonValueKind.String && TryText(value, out var text) && text.Length is > 0 and <= 200)
            return text;
        problems.Add(path, "query.wrong-type", "Expected a text of 1 to 200 characters.");
        return null;
    }

    /// <summary>A text property that names a member of an enum; null when it is absent.</summary>
    public static T? Word<T>(Dictionary<string, JsonElement> properties, string name, string path, Problems problems)
        where T : struct, Enum
    {
        if (Text(properties, name, path, problems) is not { } word)
            return null;
        if (QueryWords.TryEnum<T>(word, out var value))
            return value;
        problems.Add($"{path}.{name}", "query.unknown-word", $"Expected one of {string.Join(", ", QueryWords.NamesOf<T>())}.");
        return null;
    }

    /// <summary>A whole number between two bounds; null when it is absent.</summary>
    public static int? Whole(Dictionary<string, JsonElement> properties, string name, string path, Problems problems, int min, int max)
    {
        if (!properties.TryGetValue(name, out var value) || value.ValueKind == JsonValueKind.Null)
            return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= min && number <= max)
            return number;
        problems.Add($"{path}.{name}", "query.wrong-number", $"Expected a whole number from {min} to {max}.");
        return null;
    }

    /// <summary>A property read by the given function; null when it is absent.</summary>
    public static T? Optional<T>(
        Dictionary<string, JsonElement> properties,
        string name,
        string path,
        Problems problems,
        Func<JsonElement, string, Problems, T?> read)
        where T : class =>
        properties.TryGetValue(name, out var value) && value.ValueKind != JsonValueKind.Null ? read(value, $"{path}.{name}", problems) : null;

    /// <summary>A truth value; false when it is absent.</summary>
    public static bool Truth(Dictionary<string, JsonElement> properties, string name, string path, Problems problems)
    {
        if (!properties.TryGetValue(name, out var value) || value.ValueKind is JsonValueKind.Null or JsonValueKind.False)
            return false;
        if (value.ValueKind != JsonValueKind.True)
            problems.Add($"{path}.{name}", "query.wrong-type", "Expected true or false.");
        return true;
    }

    /// <summary>A number; null when it is absent.</summary>
    public static decimal? Number(Dictionary<string, JsonElement> properties, string name, string path, Problems problems)
    {
        if (!properties.TryGetValue(name, out var value) || value.ValueKind == JsonValueKind.Null)
            return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number))
            return number;
        problems.Add($"{path}.{name}", "query.wrong-type", "Expected a number.");
        return null;
    }

    /// <summary>The elements of a list property, each read by the given function; a lone element counts as a list of one.</summary>
    public static ValueList<T> List<T>(
        Dictionary<string, JsonElement> properties,
        string name,
        string path,
        Problems problems,
        Func<JsonElement, string, Problems, T?> read)
        where T : class
    {
        if (!properties.TryGetValue(name, out var value) || value.ValueKind == JsonValueKind.Null)
            return [];
        if (value.ValueKind != JsonValueKind.Array)
            return read(value, $"{path}.{name}", problems) is { } only ? [only] : [];
        if (value.GetArrayLength() > 200)
        {
            problems.Add($"{path}.{name}", "query.too-long", "At most 200 elements.");
            return [];
        }

        return value.EnumerateArray()
            .Select((element, i) => read(element, $"{path}.{name}[{i}]", problems))
            .OfType<T>()
            .ToValueList();
    }

    /// <summary>The text of a string element; false when it holds half of a surrogate pair.</summary>
    public static bool TryText(JsonElement value, out string text)
    {
        try
        {
            text = value.GetString()!;
            return !text.Contains('\0');
        }
        catch (InvalidOperationException)
        {
            text = "";
            return false;
        }
    }

    /// <summary>Problems found so far.</summary>
    internal sealed class Problems
    {
        private readonly List<SemanticQueryError> errors = [];

        public int Count => errors.Count;

        public void Add(string path, string code, string message) => errors.Add(new(path, code, message));

        public ValueList<SemanticQueryError> ToList() => errors.ToValueList();
    }
}
