namespace NlSql.Query.Linking.Words;

/// <summary>What people say for what a thing is made of: "wooden puppets" of wood.</summary>
internal static class MaterialForms
{
    /// <summary>The adjectives of a folded value; empty where it is no such material.</summary>
    public static IReadOnlyList<string> Of(string value) => value switch
    {
        "wood" => ["wooden"],
        "gold" => ["golden"],
        "wool" => ["woollen", "woolen"],
        "silk" => ["silken"],
        "oak" => ["oaken"],
        "earth" => ["earthen"],
        _ => [],
    };
}
