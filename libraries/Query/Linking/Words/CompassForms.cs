namespace NlSql.Query.Linking.Words;

/// <summary>What people say for a part of a country: "northern branches" of North.</summary>
internal static class CompassForms
{
    /// <summary>The word for a value; empty where it is no point of the compass.</summary>
    public static IReadOnlyList<string> Of(string value) => value is "north" or "south" or "east" or "west" or "northeast" or "northwest" or "southeast" or "southwest" ? [$"{value}ern"] : [];
}
