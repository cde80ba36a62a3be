namespace FaceGrid.Grains.Interfaces.Authority;

/// <summary>
/// Which roles may call a method of a grain, or all methods of an interface. Each of the roles suffices; <see cref="CallerRoles.Admin"/>
/// includes the other roles of clients. Silos may call every method, and a method without this attribute is for silos only.
/// </summary>
/// <param name="roles">The roles; <see cref="CallerRoles.Silo"/> alone: a protocol between grains.</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Interface)]
public sealed class CallersAttribute(CallerRoles roles) : Attribute
{
    /// <summary>The roles that may call.</summary>
    public CallerRoles Roles { get; } = roles;
}
