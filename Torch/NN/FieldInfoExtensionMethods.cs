using System.Reflection;
using TorchSharp.Utils;

namespace TorchSharp;

/// <summary>Names of module fields.</summary>
public static class FieldInfoExtensionMethods
{
    /// <summary>The name under which the field's content is registered.</summary>
    public static string ComponentName(this FieldInfo field) => field.GetCustomAttribute<ComponentNameAttribute>()?.Name ?? field.Name;
}
