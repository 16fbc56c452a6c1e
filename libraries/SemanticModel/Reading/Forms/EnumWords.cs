using System.Text.Json;

namespace NlSql.SemanticModel.Reading.Forms;

/// <summary>The words that files use for enums.</summary>
internal static class EnumWords
{
    /// <summary>The word of a value, in snake_case.</summary>
    public static string Of(Enum value) => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    /// <summary>The words of an enum, in its order.</summary>
    public static IEnumerable<string> All(Type type) => Enum.GetNames(type).Select(JsonNamingPolicy.SnakeCaseLower.ConvertName);
}
