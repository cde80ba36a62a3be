using System.Collections.Concurrent;
using System.Reflection;
using FaceGrid.Grains.Interfaces.Authority;

namespace FaceGrid.Silo.Authority;

/// <summary>Which roles may call a method (<see cref="CallersAttribute"/>).</summary>
internal static class MethodRoles
{
    private static readonly ConcurrentDictionary<MethodInfo, CallerRoles> Known = new();

    /// <summary>The roles that may call the method; <see cref="CallerRoles.Silo"/> for one that is not classified.</summary>
    public static CallerRoles Of(MethodInfo method) => Known.GetOrAdd(method, static m =>
        (m.GetCustomAttribute<CallersAttribute>() ?? m.DeclaringType?.GetCustomAttribute<CallersAttribute>(inherit: false))?.Roles
            ?? CallerRoles.Silo);
}
