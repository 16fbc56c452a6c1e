using NlSql.Contracts;
using NlSql.PluginRegistry;
using NlSql.PluginRegistry.Plugins;
using NlSql.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults(ServiceNames.PluginRegistry);
builder.AddPluginRegistry();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapPlugins();
app.Run();
