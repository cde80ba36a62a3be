using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Encoders;
using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Interfaces.Identities;
using FaceGrid.Grains.Interfaces.Jobs;
using FaceGrid.Grains.Jobs;
using FaceGrid.Grains.Tests.Galleries;
using FaceGrid.Grains.Tests.Styling;
using FaceGrid.Grains.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace FaceGrid.Grains.Tests.Messages;

/// <summary>
/// What passes between grains is marked [Immutable]: within a silo it is handed over as it is, so nobody may change it once it was sent.
/// </summary>
public sealed class MessageTests
{
    private static readonly Assembly[] Ours = [typeof(GridKeys).Assembly, typeof(JobGrain).Assembly];

    [Fact]
    public void Messages_All_AreImmutableRecordsWithAnAlias()
    {
        var messages = Messages();
        Assert.Contains(typeof(EnrolmentRequest), messages);
        Assert.Contains(typeof(FaceEvidence), messages);
        Assert.All(messages, message =>
        {
            Assert.Contains("GenerateSerializerAttribute", Marks(message));
            Assert.Contains("ImmutableAttribute", Marks(message));
            Assert.Contains("AliasAttribute", Marks(message));
            Assert.True(IsRecord(message), $"{message} is no record");
            Assert.True(message.IsSealed || message.IsAbstract, $"{message} can be derived from");
        });
    }

    [Fact]
    public void Messages_TheirMembers_CannotBeSetOrFilled()
    {
        foreach (var message in Messages())
        {
            Assert.All(Members(message), member =>
            {
                Assert.True(member.SetMethod is not { IsPublic: true } set || IsInit(set), $"{message.Name}.{member.Name} can be set");

                // An array can still be filled: SentMessages watches for that.
                var type = member.PropertyType;
                Assert.True(
                    type.IsArray || type.IsValueType || !type.IsAssignableTo(typeof(IList)) && !type.IsAssignableTo(typeof(IDictionary)),
                    $"{message.Name}.{member.Name} is a {type.Name}");
            });
        }
    }

    [Fact]
    public async Task People_EnrolledMovedRekeyedAndAskedFor_NoMessageChangesOnceItWasSent()
    {
        using var keys = new TestKeys();
        var world = World.New();
        await using var grid = await PeopleGrid.Start(
            world.Storage, world.Storage, keys.Encryption, shardCapacity: 4, blobs: world.Blobs, change: services =>
            {
                Rebalances.DisableAutomatic(services);
                SentMessages.Watch(services);
            });
        var crowd = ReferenceGallery.Of(9, templates: 2);
        await crowd.Enroll(grid.People, keepPhotos: true);
        await crowd.AssertFound(grid.People);
        Assert.True((await grid.People.Verify("person-003", crowd.Faces["person-003"][1])).IsVerified);
        await grid.People.Balance();
        Assert.Equal(0, await grid.People.Activation.Step(People.NextModel, [People.Gallery], 100, CancellationToken.None));
        await grid.People.Activation.Switch(People.NextModel, [People.Gallery], leaveBehind: false);
        crowd.Model = People.NextModel;
        await crowd.Remove(grid.People, "person-000");
        await grid.People.Rotation.Step(100, CancellationToken.None);
        await grid.People.Balance();
        await crowd.AssertSettled(grid.People);
        grid.Services.GetRequiredService<SentMessages>().AssertUnchanged(
            typeof(EncodeAnswer), typeof(AlignedFace), typeof(ShardEntry), typeof(ShardAnswer));
    }

    [Fact]
    public async Task Job_FromQueueToResult_NoMessageChangesOnceItWasSent()
    {
        await using var grid = await StudioGrid.Start(World.New(), change: SentMessages.Watch);
        var first = (await grid.Submit(new TestSettings("a", 12))).Job;
        await grid.Submit(new TestSettings("b", 12), priority: 1);
        Assert.Equal(JobStatus.Done, (await grid.Finish(first)).Summary.Status);
        await grid.Queue().Remove([first]);
        grid.Services.GetRequiredService<SentMessages>().AssertUnchanged(typeof(JobSpecification), typeof(JobSummary));
    }

    /// <summary>All that are declared as such, and all that a call of a grain takes or returns, and what those hold.</summary>
    private static HashSet<Type> Messages()
    {
        var found = new HashSet<Type>();
        foreach (var type in Ours[0].GetTypes().Where(t => Marks(t).Contains("GenerateSerializerAttribute")))
        {
            if (!type.IsAssignableTo(typeof(Exception)))
            {
                Add(type);
            }
        }

        var grains = Ours.SelectMany(a => a.GetTypes()).Where(t => t.IsInterface && t.IsAssignableTo(typeof(IGrain)));
        foreach (var method in grains.SelectMany(g => g.GetMethods()))
        {
            Add(method.ReturnType);
            Array.ForEach(method.GetParameters(), p => Add(p.ParameterType));
        }

        return found;

        void Add(Type type)
        {
            if (type.HasElementType)
            {
                Add(type.GetElementType()!);
            }

            Array.ForEach(type.GetGenericArguments(), Add);
            if (Ours.Contains(type.Assembly) && !type.IsEnum && !type.IsInterface && found.Add(type))
            {
                Array.ForEach(Members(type), m => Add(m.PropertyType));
                Array.ForEach(type.Assembly.GetTypes(), t =>
                {
                    if (t.BaseType == type)
                    {
                        Add(t);
                    }
                });
            }
        }
    }

    private static PropertyInfo[] Members(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly);

    private static HashSet<string> Marks(Type type) => [.. type.GetCustomAttributesData().Select(a => a.AttributeType.Name)];

    /// <summary>The compiler gives every record, and nothing else, this method.</summary>
    private static bool IsRecord(Type type) => type.GetMethod("PrintMembers", BindingFlags.NonPublic | BindingFlags.Instance) is not null;

    private static bool IsInit(MethodInfo set) => set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));
}
