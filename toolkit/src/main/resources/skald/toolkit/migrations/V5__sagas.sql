-- What became of each step, a letter for each in the order of the definition; empty in sagas that were begun before.
alter table saga add column progress text not null default '';
-- Attempts and times of steps that run at once; null while a saga waits for one step, which is nearly always.
alter table saga add column branches text;
-- The step of another saga that this one is.
alter table saga add column parent text;

-- Every generation of every saga that ever ran here, with its steps, one a line.
create table saga_definition (
    name       text    not null,
    generation integer not null,
    steps      text    not null,
    primary key (name, generation)
);

-- What operators did to sagas. Only ever appended to.
create table saga_intervention (
    id         bigint generated always as identity primary key,
    definition text        not null,
    instance   text        not null,
    at         timestamptz not null,
    operator   text        not null,
    verb       text        not null,
    step       text,
    outcome    text,
    reason     text,
    before     text        not null,
    after      text        not null
);
create index saga_intervention_saga on saga_intervention (definition, instance, id);

-- What a participant without states of its own remembers of its steps in the sagas of others.
create table step_memory (
    definition  text        not null,
    instance    text        not null,
    step        text        not null,
    version     bigint      not null,
    status      text        not null,
    answer_type text        not null,
    answer      bytea       not null,
    at          timestamptz not null,
    primary key (definition, instance, step)
);

-- The resources that a saga has locked or waits for, one a line.
alter table saga add column locks text;

-- Taken semantic locks: who has one and who waits for it, a saga a line.
create table saga_lock (
    resource text primary key,
    version  bigint not null,
    line     text   not null
);
