# API keys for callers, kept in the file that NlSql__Access__KeysFile names, else in .data/keys/api-keys.json.

# api_key create --tenant <tenant> --role <role> [--name <who>] [--days <n>] | list | revoke <id>
api_key() {
    need_dotnet
    local folder=${NLSQL_DATA:-$ROOT/.data}/keys
    export NlSql__KeyFile=${NlSql__KeyFile:-$folder/nlsql.key}
    export NlSql__Access__KeysFile=${NlSql__Access__KeysFile:-$folder/api-keys.json}
    exec dotnet run --project "$ROOT/services/Gateway" -c "$CONFIGURATION" --no-launch-profile -- key "$@"
}
