create table trick_catalog (id bigint generated always as identity, dog_id uuid not null, trick varchar not null);
