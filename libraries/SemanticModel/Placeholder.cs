namespace NlSql.SemanticModel;

internal static class Placeholder;
